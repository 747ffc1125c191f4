import type { ChatState } from './chat-state.ts';
import { Icon } from './icon.tsx';
import { strings } from './strings.ts';
import { isSettled } from './transcript.ts';

interface Props {
  state: ChatState;
  wasHelped: boolean;
  onStop: (messageId: string) => void;
  onHelped: () => void;
  onPerson: () => void;
  onOption: (label: string) => void;
}

/** What can be said without writing. A person can be asked for at any time, and always at the same place. */
export function QuickRow({ state, wasHelped, onStop, onHelped, onPerson, onOption }: Props) {
  const { transcript: { messages, conversation }, outgoing } = state;
  const last = messages.at(-1);
  const running = messages.find((one) => one.role === 'assistant' && !isSettled(one.state));
  const isOver = conversation !== null && conversation.state !== 'bot';
  const offersPerson = last?.role === 'assistant' && last.offersPerson;
  const isAnswer = last?.role === 'assistant' && last.state === 'complete' && outgoing.length === 0 && !isOver;
  return (
    <div class="quick">
      {isAnswer && last.options.length > 0 && (
        <div class="options" role="group" aria-label={strings.options}>
          {last.options.map(({ label }) => <button type="button" dir="auto" onClick={() => onOption(label)}>{label}</button>)}
        </div>
      )}
      {running && <button type="button" onClick={() => onStop(running.id)}><i class="square" /> {strings.stop}</button>}
      {isAnswer && last.options.length === 0 && !offersPerson && !wasHelped && <button type="button" onClick={onHelped}>{strings.helped}</button>}
      {!isOver && (
        <button type="button" class={offersPerson ? 'main' : ''} onClick={onPerson}><Icon name="person" /> {strings.talkToAPerson}</button>
      )}
    </div>
  );
}
