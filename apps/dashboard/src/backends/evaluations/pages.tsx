import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { count } from '../../format.ts';
import { words } from './strings.ts';
import css from './evaluations.module.css';

const text = words.set;

interface Paging {
  /** Where the page begins: the last number of the page before. */
  after: number;
  page: number;
  back: () => void;
  forth: (next: number) => void;
}

/** Pages by the number of the last row; what is filtered otherwise begins at the first one. */
export function usePages(filter: string): Paging {
  const [{ of, before }, setState] = useState<{ of: string; before: number[] }>({ of: filter, before: [] });
  const own = of === filter ? before : [];
  return { after: own.at(-1) ?? 0, page: own.length, back: () => setState({ of: filter, before: own.slice(0, -1) }), forth: (next) => setState({ of: filter, before: [...own, next] }) };
}

interface Shown {
  pages: Paging;
  size: number;
  shown: number;
  total: number;
  next: number | null;
  /** The page that was asked for is on its way, and the one before still shows. */
  turning: boolean;
}

/** "1 to 50 of 120", with the ways back and on. */
export function Pages({ pages, size, shown, total, next, turning }: Shown): ReactNode {
  if (shown === 0) return null;
  const first = pages.page * size + 1;
  // The older page's "next" leads where we already go: a second click on it would count a page that nobody sees. The button
  // keeps the focus of whoever turns pages by keys, therefore it is not disabled.
  const onward = turning ? { 'aria-disabled': true, 'data-disabled': true } : {};
  return (
    <div className={css.pages}>
      <span role="status">{text.range(count(first), count(first + shown - 1), count(total))}</span>
      <Button variant="default" size="compact-sm" disabled={pages.page === 0} onClick={pages.back}>{text.back}</Button>
      <Button variant="default" size="compact-sm" disabled={next === null && !turning} {...onward} onClick={() => next !== null && !turning && pages.forth(next)}>{text.next}</Button>
    </div>
  );
}
