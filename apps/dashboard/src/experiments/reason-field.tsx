import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ExperimentState } from '#contracts';
import { words } from './strings.ts';

const text = words.reason;

interface Props {
  state: ExperimentState;
  value: string;
  onChange: (value: string) => void;
}

/** Why a change is made: needed from the start to the end, because visitors are counted meanwhile. */
export function ReasonField({ state, value, onChange }: Props): ReactNode {
  const needed = state === 'running' || state === 'paused';
  return (
    <TextInput
      label={needed ? text.needed : text.optional} {...(needed && { description: text.why, required: true, minLength: 3 })} maxLength={500} maw={736} mb="md"
      value={value} onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
