import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { MOST_MODEL_BYTES, importModel, listTrainingRuns } from '#contracts';
import { useChange } from '../../api.ts';
import { Failure } from '../../parts/failure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import css from '../backends.module.css';
import { base64Of } from './base64.ts';
import { words } from './strings.ts';

const text = words.file;
const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`;

/** Takes one model file; it becomes a run, whose page opens. */
export function ImportModel(): ReactNode {
  const send = useChange(importModel, listTrainingRuns);
  const go = useNavigate();
  const [tooLarge, setTooLarge] = useState<number | null>(null);
  const take = async (file: File) => {
    send.reset();
    setTooLarge(file.size > MOST_MODEL_BYTES ? file.size : null);
    if (file.size > MOST_MODEL_BYTES) return;
    const content = base64Of(new Uint8Array(await file.arrayBuffer()));
    send.mutate({ fileName: file.name.slice(-200), content }, { onSuccess: ({ id, number }) => {
      notifications.show({ message: text.done(number) });
      void go(`/backends/training/${id}`);
    } });
  };
  return (
    <Section title={text.title}>
      <p className={css.note}>{text.what}</p>
      {tooLarge !== null && <p className={css.wrong} role="alert">{text.tooLarge(megabytes(tooLarge), megabytes(MOST_MODEL_BYTES))}</p>}
      {send.error && <Failure error={send.error} title={text.failed} />}
      <FileButton onChange={(file) => file && void take(file)} accept=".duetmodel" inputProps={{ 'aria-label': text.input }}>
        {(props) => <Button variant="default" loading={send.isPending} {...props}>{text.choose}</Button>}
      </FileButton>
    </Section>
  );
}
