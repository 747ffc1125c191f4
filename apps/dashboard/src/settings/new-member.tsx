import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Role } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { partWords } from '../strings.ts';
import { useAddMember } from './data.ts';
import { RoleSelect } from './role-select.tsx';
import { ShownOnce } from './shown-once.tsx';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.members;
const nobody = { name: '', email: '', role: 'agent' as Role };

/** Invites somebody; the link is shown a single time. */
export function NewMember(): ReactNode {
  const [opened, setOpened] = useState(false);
  const [person, setPerson] = useState(nobody);
  const add = useAddMember();
  const set = (changes: Partial<typeof person>) => setPerson((before) => ({ ...before, ...changes }));
  const close = () => {
    setOpened(false);
    setPerson(nobody);
    add.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(person);
  };
  return (
    <>
      <Button onClick={() => setOpened(true)}>{text.invite}</Button>
      <Modal opened={opened} onClose={close} title={add.data ? text.linkTitle : text.invite} closeButtonProps={{ 'aria-label': partWords.close }}>
        {add.data
          ? <ShownOnce text={text.linkText(add.data.member.name)} secret={add.data.inviteLink} copy={text.copyLink} done={text.done} onDone={close} />
          : (
              <form className={css.form} onSubmit={submit}>
                <TextInput label={text.name} required maxLength={120} data-autofocus value={person.name} onChange={(event) => set({ name: event.currentTarget.value })} />
                <TextInput label={text.email} type="email" required maxLength={254} value={person.email} onChange={(event) => set({ email: event.currentTarget.value })} />
                <RoleSelect label={text.role} value={person.role} onChange={(role) => set({ role })} />
                <NotSaved error={add.error} />
                <Button type="submit" loading={add.isPending}>{text.invite}</Button>
              </form>
            )}
      </Modal>
    </>
  );
}
