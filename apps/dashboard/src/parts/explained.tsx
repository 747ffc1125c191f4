import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './states.module.css';

/** A term with what it means, told on a pause of the pointer and to the keyboard. */
export const Explained = ({ meaning, children }: { meaning: ReactNode; children: ReactNode }): ReactNode => (
  <Tooltip label={meaning} multiline w={320} events={{ hover: true, focus: true, touch: true }}>
    <span tabIndex={0} className={css.explained}>{children}</span>
  </Tooltip>
);
