import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { strings } from './strings.ts';

/** From here on the visitor sees how many are left. */
const NEAR_THE_END = 0.9;
const TYPING_PAUSE_MS = 3_000;

interface Props {
  input: Ref<HTMLTextAreaElement>;
  /** Longest message that the server takes, in code points; null until it has told. */
  longest: number | null;
  onSend: (text: string) => void;
  onTyping: (on: boolean) => void;
}

/** Enter sends, Shift+Enter begins a line. */
export function Composer({ input, longest, onSend, onTyping }: Props) {
  const [text, setText] = useState('');
  const typing = useTyping(onTyping);
  const most = longest ?? Infinity;
  // Code points are at most as many as what is quick to count.
  const left = text.length < most * NEAR_THE_END ? most : most - [...text.trim()].length;
  const isNear = left < most * (1 - NEAR_THE_END);
  const isOver = left < 0;
  const send = (): void => {
    // A half of a surrogate pair, or NUL, cannot be stored.
    const clean = text.replace(/\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '').trim();
    if (clean === '' || isOver) return;
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
        aria-describedby={isNear ? 'duet-left' : undefined} aria-invalid={isOver}
        onInput={(event) => {
          setText(event.currentTarget.value);
          typing(event.currentTarget.value !== '');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }} />
      <button class="round send" type="submit" aria-label={strings.send} disabled={text.trim() === '' || isOver}><Icon name="send" /></button>
      {isNear && <p id="duet-left" class={isOver ? 'wrong' : ''} role={isOver ? 'status' : undefined}>{isOver ? strings.tooLong(-left) : strings.left(left)}</p>}
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
