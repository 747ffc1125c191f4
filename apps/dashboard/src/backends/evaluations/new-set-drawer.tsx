import { Button, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { NotSaved } from '../../parts/failure.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import backends from '../backends.module.css';
import { useCreateSet } from './data.ts';
import { words } from './strings.ts';

const text = words.sets;

export function NewSetDrawer({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const create = useCreateSet();
  const go = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, note }, { onSuccess: ({ id }) => void go(`/backends/evaluations/sets/${id}`) });
  };
  return (
    <SideDrawer title={text.create} onClose={onClose}>
      <form className={backends.form} onSubmit={submit}>
        <TextInput label={text.name} placeholder={text.namePlaceholder} required maxLength={120} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Textarea label={text.note} autosize minRows={2} maxLength={2_000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <NotSaved error={create.error} />
        <p className={backends.note}>{text.consequence}</p>
        <div><Button type="submit" disabled={name.trim() === ''} loading={create.isPending}>{text.save}</Button></div>
      </form>
    </SideDrawer>
  );
}
