import { Button, Checkbox, Textarea } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import { MESSAGE_CODE_POINTS, readConversation, readQueue, replyAsAgent } from '#contracts';
import { useChange } from '../api.ts';
import { count } from '../format.ts';
import { Failure, NotSaved } from '../parts/failure.tsx';
import { ApprovedAnswers } from './approved-answers.tsx';
import { AskButton } from './duel/ask-button.tsx';
import { DuelPanel } from './duel/duel-panel.tsx';
import { useDuelInReply } from './duel/use-duel-in-reply.ts';
import css from './inbox.module.css';
import { words } from './strings.ts';
import { joined, useDraft } from './use-draft.ts';
import { useTellTyping } from './use-tell-typing.ts';

interface Props {
  conversationId: string;
  field: RefObject<HTMLTextAreaElement | null>;
  focusAtOnce: boolean;
  /** Of the conversation's last message. */
  lastSeq: number;
  /** No dialog is open: single keys are heard. */
  idle: boolean;
}

/** From here on the count of characters is of interest. */
const COUNTED_FROM = 0.9 * MESSAGE_CODE_POINTS;

export function Composer({ conversationId, field, focusAtOnce, lastSeq, idle }: Props): ReactNode {
  const draft = useDraft(conversationId);
  const sending = useChange(replyAsAgent);
  const client = useQueryClient();
  const tellTyping = useTellTyping(conversationId);
  const [enterSends, setEnterSends] = useLocalStorage({ key: 'duet.inbox.enter-sends', defaultValue: true, getInitialValueInEffect: false });
  const approved = useRef<HTMLInputElement>(null);
  const length = [...draft.text].length;
  const ready = draft.text.trim() !== '' && length <= MESSAGE_CODE_POINTS && !sending.isPending;
  useEffect(() => {
    if (focusAtOnce) field.current?.focus();
  }, [focusAtOnce, field]);

  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!ready || draft.clientMessageId === null) return;
    tellTyping(false);
    sending.mutate({ id: conversationId, clientMessageId: draft.clientMessageId, text: draft.text, ...(draft.duelId ? { duelId: draft.duelId } : {}) }, {
      onSuccess: () => {
        draft.discard();
        // The desk tells of it too, when it is connected.
        for (const { path } of [readConversation, readQueue]) void client.invalidateQueries({ queryKey: [path] });
      },
      onError: (error) => error.code === 'idempotency_conflict' && draft.renew(),
      onSettled: () => field.current?.focus(),
    });
  };
  const write = (text: string): void => {
    draft.write(text);
    tellTyping(text !== '');
  };
  const insert = (answer: string): void => {
    write(joined(draft.text, answer));
    field.current?.focus();
  };
  const duel = useDuelInReply({ conversationId, lastSeq, draft, idle, field });
  const press = (event: KeyboardEvent): void => {
    const asked = event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey && !event.altKey);
    if (event.key === 'Enter' && asked && !event.nativeEvent.isComposing) send(event);
    if (event.key === 'Escape') field.current?.blur();
    if (event.key !== '/' || draft.text !== '' || !approved.current) return;
    event.preventDefault();
    approved.current.focus();
  };

  return (
    <>
      <DuelPanel control={duel.control} onUndo={duel.undo} />
      <form className={css.composer} onSubmit={send}>
        {sending.error?.code === 'idempotency_conflict'
          ? <Failure error={sending.error} title={words.arrivedTitle} kept={words.arrived} />
          : <NotSaved error={sending.error} title={words.notSent} />}
        <Textarea
          ref={field} aria-label={words.reply} placeholder={words.placeholder} value={draft.text} readOnly={sending.isPending} autosize minRows={2} maxRows={10} dir="auto" spellCheck
          onChange={(event) => write(event.currentTarget.value)} onKeyDown={press} onBlur={() => tellTyping(false)}
          error={length >= COUNTED_FROM && words.length(count(length), count(MESSAGE_CODE_POINTS))}
        />
        <div className={css.composerFoot}>
          <AskButton control={duel.control} />
          <ApprovedAnswers field={approved} onChoose={insert} />
          <Checkbox size="xs" checked={enterSends} onChange={(event) => setEnterSends(event.currentTarget.checked)} label={words.enterSends} />
          <span className={css.hint}>{enterSends ? words.keysEnter : words.keysCtrl}</span>
          <Button type="submit" loading={sending.isPending} disabled={!ready && !sending.isPending}>{words.send}</Button>
        </div>
      </form>
    </>
  );
}
