import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { ConversationState, QueueItem } from '#contracts';
import { Confirm } from '../parts/confirm.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { TranscriptMessage } from '../conversations/transcript-message.tsx';
import { Composer } from './composer.tsx';
import { ConversationHead } from './conversation-head.tsx';
import css from './inbox.module.css';
import { NotLive } from './not-live.tsx';
import { words } from './strings.ts';
import type { Acts } from './use-acts.ts';
import { useBottom } from './use-bottom.ts';
import { useLiveTranscript, type Followed } from './use-live-transcript.ts';

interface Props {
  id: string;
  /** Absent when nobody waits in it (any more). */
  item: QueueItem | undefined;
  isMine: boolean;
  acts: Acts;
  composer: RefObject<HTMLTextAreaElement | null>;
  onSeen: (id: string, seq: number) => void;
  /** No dialog is open. */
  idle: boolean;
}

export function ConversationPane({ id, item, isMine, acts, composer, onSeen, idle }: Props): ReactNode {
  const followed = useLiveTranscript(id);
  const mayReply = useMay('conversations:reply');
  const lastSeq = followed.messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (lastSeq > 0) onSeen(id, lastSeq);
  }, [id, lastSeq, onSeen]);
  return (
    <section className={css.pane} aria-label={words.transcript}>
      <Loaded reading={followed.reading} skeleton={<CardSkeleton height={360} />}>
        {({ conversation }) => (
          <>
            <ConversationHead conversation={conversation} item={item} isMine={isMine} acts={acts} />
            <Talk followed={followed} isMine={isMine} />
            {isMine
              ? <Composer conversationId={id} field={composer} focusAtOnce={acts.claimed === id} lastSeq={lastSeq} idle={idle} />
              : <p className={css.standing}>{standingOf(followed.state ?? conversation.state, item, mayReply)}</p>}
          </>
        )}
      </Loaded>
      <Confirm
        opened={acts.asking !== null} onClose={acts.dismiss} onConfirm={acts.confirm} busy={acts.busy} error={acts.error}
        verb={acts.asking === 'giveBack' ? words.giveBackTo : words.closeTitle} consequence={acts.asking === 'giveBack' ? words.givingBack : words.closing}
      />
    </section>
  );
}

/** Why there is nothing to write into. */
function standingOf(state: ConversationState, item: QueueItem | undefined, mayReply: boolean): string {
  if (item?.state === 'with_agent') return words.states.others(item.agentName ?? words.someone);
  if (item?.state === 'waiting') return mayReply ? words.states.waiting : words.states.waitingReadOnly;
  return state === 'closed' ? words.states.closed : words.states.bot;
}

function Talk({ followed: { messages, typist, isLive }, isMine }: { followed: Followed; isMine: boolean }): ReactNode {
  const { timeZone } = useSession().workspace;
  const bottom = useBottom(messages);
  // One's own typing comes back from the server; only a colleague's is news.
  const shownTypist = typist === 'agent' && isMine ? null : typist;
  return (
    <div className={css.talk}>
      <NotLive text={words.notLiveHere} isLive={isLive} />
      <div className={css.scroll} ref={bottom.ref} onScroll={bottom.onScroll} role="log" aria-label={words.transcript} aria-relevant="additions" tabIndex={0}>
        <ol className={css.messages}>
          {messages.map((message) => <TranscriptMessage key={message.id} message={message} timeZone={timeZone} />)}
        </ol>
      </div>
      {bottom.isAway && (
        <Button className={css.newest ?? ''} size="compact-sm" variant="default" leftSection={<IconArrowDown size={14} />} onClick={bottom.go}>{words.newest}</Button>
      )}
      <p className={css.typing} role="status">{shownTypist && words.typing[shownTypist]}</p>
    </div>
  );
}
