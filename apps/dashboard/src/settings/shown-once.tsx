import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyButton } from '../parts/copy-button.tsx';
import css from './settings.module.css';

/** Something secret that the server tells a single time. */
export const ShownOnce = ({ text, secret, copy, done, onDone }: { text: string; secret: string; copy: string; done: string; onDone: () => void }): ReactNode => (
  <div className={css.form}>
    <p className={css.note}>{text}</p>
    <div className={css.snippet}><code>{secret}</code><CopyButton text={secret} label={copy} /></div>
    <Button onClick={onDone}>{done}</Button>
  </div>
);
