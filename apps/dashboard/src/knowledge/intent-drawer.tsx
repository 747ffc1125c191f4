import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Intent } from '#contracts';
import { count } from '../format.ts';
import { Confirm } from '../parts/confirm.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useDeleteIntent } from './data.ts';
import { IntentForm } from './intent-form.tsx';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.intents;

interface Props {
  /** Absent when the address names one that does not exist. */
  intent: Intent | undefined;
  readOnly: boolean;
  onClose: () => void;
}

export function IntentDrawer({ intent, readOnly, onClose }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteIntent();
  if (!intent) return <SideDrawer title={text.columns.label} onClose={onClose}><p className={css.note}>{text.unknown}</p></SideDrawer>;
  const done = () => {
    notifications.show({ message: text.removed });
    onClose();
  };
  const close = () => {
    setAsking(false);
    remove.reset();
  };
  const questions = count(intent.trainExamples + intent.testExamples);
  if (asking) {
    return (
      <Confirm
        opened onClose={close} verb={text.remove} consequence={text.removing(questions)} typed={intent.key} danger busy={remove.isPending} error={remove.error}
        onConfirm={() => remove.mutate({ id: intent.id }, { onSuccess: done })}
      />
    );
  }
  return (
    <SideDrawer title={intent.label} onClose={onClose}>
      <IntentForm intent={intent} readOnly={readOnly} onSaved={onClose}>
        {!readOnly && <Button className={css.apart ?? ''} variant="default" onClick={() => setAsking(true)}>{text.remove}</Button>}
      </IntentForm>
    </SideDrawer>
  );
}
