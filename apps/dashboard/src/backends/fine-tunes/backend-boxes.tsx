import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useBackends } from '../data.ts';
import { words as backendWords } from '../strings.ts';
import backends from '../backends.module.css';
import { words } from './strings.ts';

const text = words.form;
const MOST = 10;

interface Props {
  label: string;
  value: string[];
  onChange: (ids: string[]) => void;
}

/** Backends that can run on a tuned model. */
export function BackendBoxes({ label, value, onChange }: Props): ReactNode {
  const trainable = (useBackends().data?.items ?? []).filter(({ kind, latest }) => kind !== 'prompt' && !latest?.policy).slice(0, MOST);
  if (trainable.length === 0) return <p className={backends.note}>{text.noBackends}</p>;
  return (
    <Checkbox.Group label={label} description={text.backendsHint} value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">{trainable.map(({ id, name, kind }) => <Checkbox key={id} value={id} label={`${name} (${backendWords.kinds[kind].toLowerCase()})`} />)}</Stack>
    </Checkbox.Group>
  );
}
