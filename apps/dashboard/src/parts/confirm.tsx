import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { partWords } from '../strings.ts';
import { NotSaved } from './failure.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The verb on the button, and the title. */
  verb: string;
  /** What will follow, said before the deed. */
  consequence: string;
  /** There is no way back: this name has to be typed. */
  typed?: string;
  danger?: boolean;
  busy: boolean;
  error: Error | null;
  onConfirm: () => void;
  children?: ReactNode;
}

/** Says the consequence before the deed. */
export function Confirm({ opened, onClose, verb, consequence, typed, danger = false, busy, error, onConfirm, children }: Props): ReactNode {
  const [name, setName] = useState('');
  const close = () => {
    setName('');
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <Modal opened={opened} onClose={close} title={verb} closeButtonProps={{ 'aria-label': partWords.close }}>
      <form onSubmit={submit}>
        <p>{consequence}</p>
        {children}
        {typed !== undefined && <TextInput label={partWords.typeName(typed)} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus mb="md" />}
        <NotSaved error={error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>{partWords.cancel}</Button>
          <Button type="submit" {...(typed === undefined ? { 'data-autofocus': true } : {})} loading={busy} disabled={typed !== undefined && name.trim() !== typed} {...(danger ? { color: 'red' } : {})}>{verb}</Button>
        </Group>
      </form>
    </Modal>
  );
}
