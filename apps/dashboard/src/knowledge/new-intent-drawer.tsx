import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { IntentKey } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { AnswerField } from './answer-field.tsx';
import { useCreateIntent } from './data.ts';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.intents;
const keyOf = (label: string): string => label.trim().toLowerCase().replace(/[^a-z0-9_.-]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 120);

export function NewIntentDrawer({ onClose }: { onClose: () => void }): ReactNode {
  const [label, setLabel] = useState('');
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [answer, setAnswer] = useState('');
  const create = useCreateIntent();
  const key = ownKey ?? keyOf(label);
  const good = IntentKey.safeParse(key).success;
  const done = () => {
    notifications.show({ message: text.created });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ key, label, answer: answer.trim() || null }, { onSuccess: done });
  };
  return (
    <SideDrawer title={text.newTitle} onClose={onClose}>
      <form className={css.form} onSubmit={submit}>
        <TextInput label={text.label} description={text.labelHint} required maxLength={120} data-autofocus value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
        <TextInput
          label={text.key} description={text.keyHint} required maxLength={120} spellCheck={false} value={key} error={key !== '' && !good && text.keyWrong}
          onChange={(event) => setOwnKey(event.currentTarget.value)}
        />
        <AnswerField value={answer} onChange={setAnswer} />
        <NotSaved error={create.error} />
        <div className={css.buttons}><Button type="submit" disabled={!label.trim() || !good} loading={create.isPending}>{text.create}</Button></div>
      </form>
    </SideDrawer>
  );
}
