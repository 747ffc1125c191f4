import type { ReactNode } from 'react';
import type { Told } from '../format.ts';
import css from './charts.module.css';

/** A number and, softer, what stands behind it. */
export const ToldValue = ({ told }: { told: Told }): ReactNode => (
  <span className={css.told}>
    <span className={told.missing ? css.missing : undefined}>{told.main}</span>
    {told.detail && <span className={css.detail}>{told.detail}</span>}
  </span>
);
