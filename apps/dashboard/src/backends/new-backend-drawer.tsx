import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { BackendKind } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useCreateBackend } from './data.ts';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.create;

export function NewBackendDrawer({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<BackendKind>('prompt');
  const create = useCreateBackend();
  const go = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, kind }, { onSuccess: ({ id }) => void go(`/backends/${id}/new`) });
  };
  return (
    <SideDrawer title={text.title} onClose={onClose}>
      <form className={css.form} onSubmit={submit}>
        <TextInput label={text.name} placeholder={text.namePlaceholder} required maxLength={120} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Radio.Group label={text.kind} description={text.kindHint} value={kind} onChange={(value) => setKind(BackendKind.parse(value))}>
          <Stack gap="sm" mt="xs">{BackendKind.options.map((one) => <Radio key={one} value={one} label={words.kinds[one]} description={words.kindHints[one]} />)}</Stack>
        </Radio.Group>
        <NotSaved error={create.error} />
        <div className={css.buttons}><Button type="submit" disabled={!name.trim()} loading={create.isPending}>{text.save}</Button></div>
      </form>
    </SideDrawer>
  );
}
