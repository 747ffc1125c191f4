import { Button, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { EvaluationSet } from '#contracts';
import { NotSaved } from '../../parts/failure.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import backends from '../backends.module.css';
import { useChangeSet, useCreateSet } from './data.ts';
import { words } from './strings.ts';

const text = words.sets;

interface Props {
  /** Null: a new one. */
  set: EvaluationSet | null;
  onClose: () => void;
}

/** Name and note of a set; those of a frozen one can be changed too. */
export function SetDrawer({ set, onClose }: Props): ReactNode {
  const [name, setName] = useState(set?.name ?? '');
  const [note, setNote] = useState(set?.note ?? '');
  const [create, change] = [useCreateSet(), useChangeSet()];
  const go = useNavigate();
  const changed = () => {
    onClose();
    notifications.show({ message: text.changed });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (set) change.mutate({ id: set.id, name, note }, { onSuccess: changed });
    else create.mutate({ name, note }, { onSuccess: ({ id }) => void go(`/backends/evaluations/sets/${id}`) });
  };
  return (
    <SideDrawer title={set ? text.change : text.create} onClose={onClose}>
      <form className={backends.form} onSubmit={submit}>
        <TextInput label={text.name} placeholder={text.namePlaceholder} required maxLength={120} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Textarea label={text.note} autosize minRows={2} maxRows={12} maxLength={2_000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <NotSaved error={create.error ?? change.error} />
        <p className={backends.note}>{set ? text.changing : text.consequence}</p>
        <div><Button type="submit" disabled={name.trim() === ''} loading={create.isPending || change.isPending}>{set ? text.saveChange : text.save}</Button></div>
      </form>
    </SideDrawer>
  );
}
