import type { ChatMessage, Thumb } from '#contracts';
import { Citations } from './citations.tsx';
import { RichText } from './rich-text.tsx';
import { strings } from './strings.ts';
import { Thumbs } from './thumbs.tsx';

interface Props {
  message: ChatMessage;
  help: string;
  isLast: boolean;
  isEnded: boolean;
  onRetry: () => void;
  onThumb: (thumb: Thumb | null, comment?: string) => void;
}

/** One finished message. */
export function Said({ message, help, isLast, isEnded, onRetry, onThumb }: Props) {
  const { role, text, authorName } = message;
  if (role === 'system') return <p class="system" dir="auto">{text}</p>;
  if (role === 'visitor') {
    return (
      <div class="said mine">
        <p class="reader">{strings.you}</p>
        <p class="bubble plain" dir="auto">{text}</p>
      </div>
    );
  }
  const isPerson = role === 'agent';
  return (
    <div class={isPerson ? 'said person' : 'said'}>
      <p class={isPerson ? 'author' : 'reader'}>{isPerson ? authorName ?? strings.person : strings.assistant}</p>
      {text !== '' && <div class="bubble"><RichText text={text} help={help} /></div>}
      {!isPerson && <Outcome message={message} isLast={isLast} onRetry={onRetry} />}
      {!isPerson && message.state === 'complete' && (
        <div class="under">
          <Citations citations={message.citations} help={help} />
          {/* What was begun to be written about an answer ends with the chat. */}
          <Thumbs key={String(isEnded)} thumb={message.thumb} onThumb={onThumb} />
        </div>
      )}
    </div>
  );
}

/** Why an answer is shorter than it should be, and the way on. */
function Outcome({ message, isLast, onRetry }: Pick<Props, 'message' | 'isLast' | 'onRetry'>) {
  if (message.state === 'cancelled') return <p class="aside">{strings.stopped}</p>;
  if (message.state !== 'failed' && message.state !== 'interrupted') return null;
  return (
    <p class="aside">
      {message.state === 'failed' ? strings.failed : strings.interrupted}{' '}
      {isLast && <button type="button" class="text" onClick={onRetry}>{strings.tryAgain}</button>}
    </p>
  );
}
