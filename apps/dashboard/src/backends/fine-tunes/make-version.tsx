import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Confirm } from '../../parts/confirm.tsx';
import { BackendBoxes } from './backend-boxes.tsx';
import { useMakeVersions } from './data.ts';
import { words } from './strings.ts';

const text = words.page;

interface Props {
  /** Of the fine-tune. */
  id: string;
  /** Instead of the model of the end. */
  checkpoint?: { model: string; step: string };
}

/** Asks for which backends, and saves a version on the tuned model for each. */
export function MakeVersion({ id, checkpoint }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const [backendIds, setBackendIds] = useState<string[]>([]);
  const make = useMakeVersions();
  const close = () => {
    setAsking(false);
    setBackendIds([]);
    make.reset();
  };
  const done = () => {
    notifications.show({ message: text.made });
    close();
  };
  const confirm = () => backendIds.length > 0 && make.mutate({ id, backendIds, checkpoint: checkpoint?.model ?? null }, { onSuccess: done });
  return (
    <>
      <Button size="compact-sm" variant={checkpoint ? 'default' : 'filled'} aria-label={checkpoint && text.makeVersionAt(checkpoint.step)} onClick={() => setAsking(true)}>{text.makeVersion}</Button>
      <Confirm opened={asking} onClose={close} verb={text.makeVersion} consequence={checkpoint ? text.fromCheckpoint(checkpoint.step, checkpoint.model) : ''} busy={make.isPending} error={make.error} onConfirm={confirm}>
        <BackendBoxes label={text.choose} value={backendIds} onChange={setBackendIds} />
      </Confirm>
    </>
  );
}
