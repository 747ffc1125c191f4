import { Button, Checkbox, Textarea } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import { MESSAGE_CODE_POINTS } from '#contracts';
import { count } from '../format.ts';
import { words } from './strings.ts';
import css from './try-it.module.css';

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  busy: boolean;
  canAsk: boolean;
  onAsk: (question: string) => void;
  /** Null while there is nothing to follow up. */
  followUp: { on: boolean; set: (on: boolean) => void } | null;
}

export function QuestionForm({ field, text, onText, busy, canAsk, onAsk, followUp }: Props): ReactNode {
  const length = [...text].length;
  const tooLong = length > MESSAGE_CODE_POINTS;
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '' && !tooLong && !busy) onAsk(text.trim());
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) ask(event);
  };
  return (
    <form className={css.form} onSubmit={ask}>
      <div className={css.formRow}>
        <Textarea
          ref={field} aria-label={words.question} placeholder={words.placeholder} value={text} autosize minRows={1} maxRows={8} dir="auto" autoFocus
          onChange={(event) => onText(event.currentTarget.value)} onKeyDown={press} error={tooLong && words.tooLong(count(length), count(MESSAGE_CODE_POINTS))}
        />
        <Button type="submit" loading={busy} disabled={!busy && (text.trim() === '' || tooLong || !canAsk)}>{words.ask}</Button>
      </div>
      <div className={css.formFoot}>
        <span>{words.keys}</span>
        {followUp && <Checkbox size="xs" checked={followUp.on} onChange={(event) => followUp.set(event.currentTarget.checked)} label={words.followUp} />}
      </div>
    </form>
  );
}
