import type { ReactNode } from 'react';
import type { QueueItem } from '#contracts';
import { count } from '../format.ts';
import { Empty } from '../parts/empty.tsx';
import { groupNames, type Groups } from './groups.ts';
import css from './inbox.module.css';
import { QueueEntry } from './queue-entry.tsx';
import { words } from './strings.ts';
import { useNow } from './use-now.ts';

interface Props {
  groups: Groups;
  selected: string | null;
  unreadOf: (item: QueueItem) => number | 'all';
}

export function QueueList({ groups, selected, unreadOf }: Props): ReactNode {
  const now = useNow(15_000);
  const shown = groupNames.filter((name) => groups[name].length > 0);
  return (
    <>
      {groups.waiting.length === 0 && <Empty title={words.nobodyTitle} text={words.nobody} />}
      {shown.map((name) => (
        <section key={name} aria-labelledby={`queue-${name}`}>
          <h2 id={`queue-${name}`} className={css.group}>{words.groups[name]} <span className={css.soft}>{count(groups[name].length)}</span></h2>
          <ol className={css.entries}>
            {groups[name].map((item) => (
              <QueueEntry
                key={item.conversationId} item={item} now={now} isMine={name === 'mine'} isSelected={item.conversationId === selected}
                unread={name === 'others' || item.conversationId === selected ? 0 : unreadOf(item)}
              />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
