import { IconClock, IconMail } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { QueueItem } from '#contracts';
import css from './inbox.module.css';
import { plain } from './plain.ts';
import { words } from './strings.ts';
import { patienceAfter, waited, waitedMs } from './waited.ts';

interface Props {
  item: QueueItem;
  now: Date;
  isMine: boolean;
  isSelected: boolean;
  unread: number | 'all';
}

/** A hand-over's reason: a word of ours, or the visitor's own. */
export const reasonOf = (reason: string): string => words.reasons[reason] ?? reason;

export function QueueEntry({ item, now, isMine, isSelected, unread }: Props): ReactNode {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isSelected) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  return (
    <li>
      <Link ref={link} to={`/inbox/${item.conversationId}`} className={css.entry} aria-current={isSelected ? 'true' : undefined} data-unread={unread !== 0}>
        <span className={css.opening} dir="auto">{item.opening || words.noWords}</span>
        {unread !== 0 && <span className={css.unread}>{unread === 'all' ? words.unreadNew : words.unreadCount(unread)}</span>}
        <Wait item={item} now={now} isMine={isMine} />
        {item.reason && <span className={css.line} dir="auto">{reasonOf(item.reason)}</span>}
        {item.email && <span className={css.line}><IconMail size={14} aria-hidden /> {words.emailLeft(item.email)}</span>}
        {item.lastText && item.lastText !== item.opening && <span className={css.last} dir="auto">{plain(item.lastText)}</span>}
      </Link>
    </li>
  );
}

function Wait({ item, now, isMine }: Pick<Props, 'item' | 'now' | 'isMine'>): ReactNode {
  const ms = waitedMs(item.waitingSince, now);
  const time = waited(ms);
  const isWaiting = item.state === 'waiting';
  const asked = isWaiting ? (time ? words.waitingFor(time) : words.waitingNow) : (time ? words.askedAgo(time) : words.askedNow);
  return (
    <span className={css.wait} data-patience={isWaiting ? patienceAfter(ms) : 'fresh'}>
      <IconClock size={14} aria-hidden /> {asked}
      <span className={css.site}> · {isWaiting || isMine ? item.siteName : `${item.siteName}, ${words.withName(item.agentName ?? words.someone)}`}</span>
    </span>
  );
}
