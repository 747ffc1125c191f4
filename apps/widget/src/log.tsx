import type { ComponentChildren } from 'preact';
import type { ChatClient } from './chat-client.ts';
import type { ChatState, Outgoing } from './chat-state.ts';
import { Icon } from './icon.tsx';
import { Dots, RunningAnswer } from './running-answer.tsx';
import { Said } from './said.tsx';
import { strings } from './strings.ts';
import { isSettled } from './transcript.ts';
import { UnsentMessage } from './unsent.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';

interface Props {
  state: ChatState;
  client: ChatClient;
  help: string;
  onEdit: (message: Outgoing) => void;
  /** Cards below the last message. */
  children: ComponentChildren;
}

/** Everything said so far. */
export function Log({ state, client, help, onEdit, children }: Props) {
  const { transcript: { messages, agentTypes, conversation }, outgoing, online } = state;
  const last = messages.at(-1);
  const end = useStickToEnd(`${last?.id} ${last?.text.length}`, outgoing.length);
  const isBusy = messages.some((one) => !isSettled(one.state));
  const agent = [...messages].reverse().find((one) => one.role === 'agent')?.authorName ?? strings.person;
  return (
    <div class="middle">
      <div class="log" role="log" aria-live="polite" aria-label={strings.log} aria-busy={isBusy} tabIndex={0} ref={end.list} onScroll={end.onScroll}>
        <div ref={end.content}>
          {(state.settings ?? state.phase !== 'starting') && <div class="said"><div class="bubble"><p dir="auto">{state.settings?.greeting || strings.greeting}</p></div></div>}
          {messages.map((one, index) => (isSettled(one.state) ? (
            <Said key={one.id} message={one} help={help} isEnded={conversation?.state === 'closed'} isLast={index === messages.length - 1}
              onRetry={() => void client.retry(one.id)} onThumb={(thumb, comment) => void client.thumb(one.id, thumb, comment)} />
          ) : <RunningAnswer key={`${one.id} runs`} text={one.text} help={help} />))}
          {outgoing.map((one) => (
            <UnsentMessage key={one.clientMessageId} message={one} online={online}
              onEdit={() => onEdit(one)} onAgain={() => client.sendAgain(one.clientMessageId)} onDiscard={() => client.discard(one.clientMessageId)} />
          ))}
          {agentTypes && conversation?.state === 'with_agent' && <div class="said person"><p class="author">{agent}</p><Dots label={strings.types(agent)} /></div>}
          {children}
        </div>
      </div>
      {end.hasMore && <button type="button" class="pill" onClick={end.toEnd}>{strings.newMessages} <Icon name="arrow" /></button>}
    </div>
  );
}
