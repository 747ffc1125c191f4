import type { ReactNode } from 'react';
import { useDesk } from '../desk.tsx';
import type { LiveNumbers as Numbers } from '../desk.tsx';
import { count } from '../format.ts';
import { words } from './strings.ts';
import css from './overview.module.css';

/** What happens right now, as the desk tells it; as last read while the desk is away. */
export function LiveNumbers({ fallback }: { fallback: Numbers }): ReactNode {
  const desk = useDesk();
  const live = desk.live ?? fallback;
  return (
    <span className={css.live} aria-label={words.live.title} role="group">
      {words.live.title}:
      <span><b>{count(live.openConversations)}</b> {words.live.open}</span>
      <span><b>{count(live.answering)}</b> {words.live.answering}</span>
      <span data-look={live.waiting > 0}><b>{count(live.waiting)}</b> {words.live.waiting}</span>
    </span>
  );
}
