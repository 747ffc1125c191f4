import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Confirm } from './confirm.tsx';

interface Props {
  /** Its name is typed, because there is no way back. */
  thing: { id: string; name: string };
  words: { remove: string; removing: string; removed: string };
  removal: UseMutationResult<unknown, Error, { id: string }>;
  /** Where one stands afterwards. */
  next: string;
}

/** Deletes something for good: says what goes with it, and asks for its name. */
export function DeleteNamed({ thing: { id, name }, words, removal, next }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const go = useNavigate();
  const close = () => {
    setAsking(false);
    removal.reset();
  };
  const done = () => {
    notifications.show({ message: words.removed });
    void go(next);
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>{words.remove}</Button>
      <Confirm
        opened={asking} onClose={close} verb={words.remove} consequence={words.removing} typed={name} danger busy={removal.isPending} error={removal.error}
        onConfirm={() => removal.mutate({ id }, { onSuccess: done })}
      />
    </>
  );
}
