import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useLayoutEffect } from 'react';
import type { ReactNode } from 'react';
import { Link, NavigationType, useNavigationType } from 'react-router';
import { shellWords } from '../strings.ts';
import css from './page-frame.module.css';

interface Props {
  title: string;
  /** Where the page belongs, when it is not in the rail itself. */
  above?: { label: string; to: string };
  /** Beside the title: filters and buttons. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Whoever follows a link begins at the top; on the way back the browser knows where somebody was. */
function useBeginAtTop(): void {
  const isPushed = useNavigationType() === NavigationType.Push;
  // Once: a drawer with an address of its own opens on the page that is already there.
  useLayoutEffect(() => {
    if (isPushed) window.scrollTo(0, 0);
  }, []);
}

/** Title, actions, content: the same left edge on each page. */
export function PageFrame({ title, above, actions, children }: Props): ReactNode {
  useBeginAtTop();
  useDocumentTitle(`${title} · ${shellWords.product}`);
  return (
    <>
      <header className={css.head}>
        <div className={css.names}>
          {above && <Link className={css.above} to={above.to}>{above.label}</Link>}
          <Title order={1} className={css.title}>{title}</Title>
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** A part of a page, with a hairline around it. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section className={css.section} aria-label={title}>
      <div className={css.sectionHead}>
        <Title order={2} className={css.sectionTitle}>{title}</Title>
        {actions}
      </div>
      {children}
    </section>
  );
}
