import type { ReactNode } from 'react';
import css from './disclosure.module.css';

/** What most readers need not see, one key away. */
export const Disclosure = ({ summary, children }: { summary: ReactNode; children: ReactNode }): ReactNode => (
  <details className={css.disclosure}>
    <summary>{summary}</summary>
    {children}
  </details>
);
