import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import type { Intent } from '#contracts';
import { count } from '../format.ts';
import { NotSaved } from '../parts/failure.tsx';
import { AnswerField } from './answer-field.tsx';
import { useChangeIntent } from './data.ts';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.intents;

interface Props {
  intent: Intent;
  readOnly: boolean;
  onSaved: () => void;
  /** Further buttons. */
  children: ReactNode;
}

/** Label and approved answer; the key is what files and models know, so it stays. */
export function IntentForm({ intent, readOnly, onSaved, children }: Props): ReactNode {
  const [label, setLabel] = useState(intent.label);
  const [answer, setAnswer] = useState(intent.answer ?? '');
  const change = useChangeIntent();
  const changed = label !== intent.label || answer !== (intent.answer ?? '');
  const done = () => {
    notifications.show({ message: text.saved });
    onSaved();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ id: intent.id, label, answer: answer.trim() ? answer : null }, { onSuccess: done });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <p className={css.note}>
        <code>{intent.key}</code><br />
        {text.questions(count(intent.trainExamples), count(intent.testExamples))}. <Link to={`/knowledge/questions?intent=${encodeURIComponent(intent.key)}`}>{text.showQuestions}</Link>
      </p>
      <TextInput label={text.label} description={text.labelHint} required maxLength={120} value={label} readOnly={readOnly} onChange={(event) => setLabel(event.currentTarget.value)} />
      <AnswerField value={answer} readOnly={readOnly} onChange={setAnswer} />
      <NotSaved error={change.error} />
      <div className={css.buttons}>
        {!readOnly && <Button type="submit" disabled={!changed || !label.trim()} loading={change.isPending}>{text.save}</Button>}
        {children}
      </div>
    </form>
  );
}
