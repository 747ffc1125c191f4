import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { strings } from './strings.ts';

/** As in the contract; counted in code points. */
const MOST_CODE_POINTS = 4_000;
const TYPING_PAUSE_MS = 3_000;

interface Props {
  input: Ref<HTMLTextAreaElement>;
  onSend: (text: string) => void;
  onTyping: (on: boolean) => void;
}

/** Enter sends, Shift+Enter begins a line. */
export function Composer({ input, onSend, onTyping }: Props) {
  const [text, setText] = useState('');
  const typing = useTyping(onTyping);
  const over = text.length > MOST_CODE_POINTS ? [...text].length - MOST_CODE_POINTS : 0;
  const send = (): void => {
    // A half of a surrogate pair, or NUL, cannot be stored.
    const clean = text.replace(/\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '').trim();
    if (clean === '' || over > 0) return;
    typing(false);
    setText('');
    onSend(clean);
  };
  return (
    <form class="composer" onSubmit={(event) => {
      event.preventDefault();
      send();
    }}>
      <div class="grow" data-text={`${text}\n`} />
      <textarea ref={input} rows={1} dir="auto" aria-label={strings.placeholder} placeholder={strings.placeholder} value={text} enterkeyhint="send" autocomplete="off"
        aria-describedby={over > 0 ? 'duet-over' : undefined} aria-invalid={over > 0}
        onInput={(event) => {
          setText(event.currentTarget.value);
          typing(event.currentTarget.value !== '');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }} />
      <button class="round send" type="submit" aria-label={strings.send} disabled={text.trim() === '' || over > 0}><Icon name="send" /></button>
      {over > 0 && <p id="duet-over" class="aside" role="status">{strings.tooLong(over)}</p>}
    </form>
  );
}

/** Tells at most every few seconds that the visitor writes, and once that they stopped. */
function useTyping(onTyping: (on: boolean) => void): (on: boolean) => void {
  const until = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(until.current), []);
  return (on) => {
    if (on && until.current !== undefined) return;
    clearTimeout(until.current);
    until.current = undefined;
    if (on) {
      until.current = setTimeout(() => {
        until.current = undefined;
        onTyping(false);
      }, TYPING_PAUSE_MS);
    }
    onTyping(on);
  };
}
