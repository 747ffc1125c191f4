import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Backend } from '#contracts';
import { Confirm } from '../parts/confirm.tsx';
import { useDeleteBackend } from './data.ts';
import { words } from './strings.ts';

const text = words.detail;

export function DeleteBackend({ backend: { id, name } }: { backend: Backend }): ReactNode {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteBackend();
  const go = useNavigate();
  const close = () => {
    setAsking(false);
    remove.reset();
  };
  const done = () => {
    notifications.show({ message: text.removed });
    void go('/backends');
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{text.remove}</Button>
      <Confirm
        opened={asking} onClose={close} verb={text.remove} consequence={text.removing} typed={name} danger busy={remove.isPending} error={remove.error}
        onConfirm={() => remove.mutate({ id }, { onSuccess: done })}
      />
    </>
  );
}
