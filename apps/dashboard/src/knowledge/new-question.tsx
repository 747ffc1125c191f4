import { Button, Select, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Example } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useCreateExample } from './data.ts';
import { IntentSelect } from './intent-select.tsx';
import { partOptions } from './part-options.ts';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.questions;

/** One question after the other: the label stays, the words are cleared. */
export function NewQuestion({ intent: filtered, part: first }: { intent: string | null; part: Example['part'] }): ReactNode {
  const [question, setQuestion] = useState('');
  const [intent, setIntent] = useState(filtered);
  const [part, setPart] = useState(first);
  const field = useRef<HTMLInputElement>(null);
  const create = useCreateExample();
  const done = () => {
    setQuestion('');
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (intent && question.trim()) create.mutate({ text: question, intent, part }, { onSuccess: done });
  };
  return (
    <Section title={text.addTitle}>
      <form className={css.add} onSubmit={submit}>
        <TextInput ref={field} label={text.text} required maxLength={4_000} value={question} dir="auto" onChange={(event) => setQuestion(event.currentTarget.value)} />
        <IntentSelect required value={intent} onChange={setIntent} />
        <Select label={text.part} data={partOptions} value={part} allowDeselect={false} onChange={(value) => setPart(value === 'test' ? 'test' : 'train')} />
        <Button type="submit" disabled={!intent || !question.trim()} loading={create.isPending}>{text.add}</Button>
      </form>
      <NotSaved error={create.error} />
    </Section>
  );
}
