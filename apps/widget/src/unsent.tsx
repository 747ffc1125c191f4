import type { Outgoing } from './chat-state.ts';
import { strings } from './strings.ts';

interface Props {
  message: Outgoing;
  online: boolean | null;
  /** Puts it back where it was written. */
  onEdit: () => void;
  onAgain: () => void;
  onDiscard: () => void;
}

/** A message that the server does not have yet. */
export function UnsentMessage({ message, online, onEdit, onAgain, onDiscard }: Props) {
  const { refusedBecause } = message;
  return (
    <div class="said mine">
      <p class="bubble plain waits" dir="auto">{message.text}</p>
      {refusedBecause === null ? (
        <p class="aside">{online ? strings.sending : strings.waitingToSend}</p>
      ) : (
        <p class="aside">
          {strings.notSent} {refusedBecause}{' '}
          <button type="button" class="text" onClick={onEdit}>{strings.edit}</button>{' '}
          <button type="button" class="text" onClick={onAgain}>{strings.sendAgain}</button>{' '}
          <button type="button" class="text" onClick={onDiscard}>{strings.discard}</button>
        </p>
      )}
    </div>
  );
}
