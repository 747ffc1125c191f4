import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Role } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { partWords } from '../strings.ts';
import { useCreateApiKey } from './data.ts';
import { RoleSelect } from './role-select.tsx';
import { ShownOnce } from './shown-once.tsx';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.keys;

/** Creates a key; its secret is shown a single time, and only a button closes that. */
export function NewApiKey(): ReactNode {
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('analyst');
  const create = useCreateApiKey();
  const close = () => {
    setOpened(false);
    setName('');
    create.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, role });
  };
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text.create}</Button>
      <Modal
        opened={opened} onClose={close} title={create.data ? text.secretTitle : text.create} closeOnClickOutside={!create.data} closeOnEscape={!create.data}
        withCloseButton={!create.data} closeButtonProps={{ 'aria-label': partWords.close }}
      >
        {create.data
          ? <ShownOnce text={text.secretText} secret={create.data.secret} copy={text.copySecret} done={text.done} onDone={close} />
          : (
              <form className={css.form} onSubmit={submit}>
                <TextInput label={text.name} description={text.nameHint} required maxLength={120} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
                <RoleSelect label={text.role} value={role} onChange={setRole} />
                <NotSaved error={create.error} />
                <Button type="submit" loading={create.isPending}>{text.create}</Button>
              </form>
            )}
      </Modal>
    </>
  );
}
