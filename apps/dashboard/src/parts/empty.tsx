import type { ReactNode } from 'react';
import css from './states.module.css';

/** Says what will be here; `children` is the one button that starts it. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }): ReactNode {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      <p className={css.text}>{text}</p>
      {children}
    </div>
  );
}
