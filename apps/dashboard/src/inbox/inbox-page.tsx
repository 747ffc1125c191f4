import { useDocumentTitle, useHotkeys } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { QueueItem } from '#contracts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { AvailabilitySwitch } from './availability-switch.tsx';
import { ConversationPane } from './conversation-pane.tsx';
import { groupsOf, inOrder, neighbour } from './groups.ts';
import css from './inbox.module.css';
import { NotLive } from './not-live.tsx';
import { QueueList } from './queue-list.tsx';
import { ShortcutSheet, useSingleKeys } from './shortcut-sheet.tsx';
import { words } from './strings.ts';
import { useActs } from './use-acts.ts';
import { useQueue } from './use-queue.ts';
import { useSeen } from './use-seen.ts';

export function InboxPage(): ReactNode {
  const { conversationId: selected = null } = useParams();
  const queue = useQueue();
  const { memberId: me } = useSession();
  const seen = useSeen();
  const mayReply = useMay('conversations:reply');
  const groups = groupsOf(queue.data?.items ?? [], me);
  const item = inOrder(groups).find((one) => one.conversationId === selected);
  const acts = useActs(selected, item);
  const composer = useRef<HTMLTextAreaElement>(null);
  const sheet = useState(false);
  useDocumentTitle(words.documentTitle(groups.waiting.length));
  const idle = !sheet[0] && acts.asking === null;
  useKeys({ order: inOrder(groups), selected, acts, composer, openSheet: () => sheet[1](true), idle, mayReply });

  return (
    <PageFrame title={words.title} actions={mayReply && <div className={css.available} data-open={selected !== null}><AvailabilitySwitch /></div>}>
      <div className={css.desk} data-open={selected !== null}>
        <section className={css.queue} aria-label={words.queue}>
          <NotLive text={words.notLive} />
          <div className={css.list}>
            <Loaded reading={queue} skeleton={<RowsSkeleton rows={5} />}>
              {() => <QueueList groups={groups} selected={selected} unreadOf={seen.unreadOf} />}
            </Loaded>
          </div>
          <ShortcutSheet opened={sheet[0]} onOpen={() => sheet[1](true)} onClose={() => sheet[1](false)} />
        </section>
        {selected === null
          ? <div className={css.nothing}>{inOrder(groups).length > 0 && <Empty title={words.chooseTitle} text={words.choose} />}</div>
          : <ConversationPane key={selected} id={selected} item={item} isMine={item !== undefined && groups.mine.includes(item)} acts={acts} composer={composer} onSeen={seen.see} idle={idle} />}
      </div>
    </PageFrame>
  );
}

interface Keys {
  order: readonly QueueItem[];
  selected: string | null;
  acts: ReturnType<typeof useActs>;
  composer: RefObject<HTMLTextAreaElement | null>;
  openSheet: () => void;
  /** No dialog is open. */
  idle: boolean;
  mayReply: boolean;
}

function useKeys({ order, selected, acts, composer, openSheet, idle, mayReply }: Keys): void {
  const navigate = useNavigate();
  const [on] = useSingleKeys();
  const step = (by: 1 | -1): void => {
    const next = neighbour(order, selected, by);
    if (next && next.conversationId !== selected) void navigate(`/inbox/${next.conversationId}`);
  };
  const keys: [string, () => void][] = [['j', () => step(1)], ['k', () => step(-1)], ['r', () => composer.current?.focus()], ['shift+?', openSheet]];
  if (mayReply) keys.push(['c', acts.claim], ['e', () => acts.ask('close')]);
  useHotkeys(on && idle ? keys : []);
}
