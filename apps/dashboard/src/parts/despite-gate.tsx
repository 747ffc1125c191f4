import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallFailed } from '#contracts';
import { partWords } from '../strings.ts';

interface Props {
  /** What the deed failed with; the field shows once the gate refused it. */
  error: Error | null;
  value: string;
  onChange: (value: string) => void;
}

export const refusedByGate = (error: unknown): error is CallFailed => error instanceof CallFailed && error.code === 'gate_refused';

/** As a part of a call: nothing while no reason is given. */
export const despite = (reason: string): { despiteGate?: string } => (reason.trim() === '' ? {} : { despiteGate: reason });

/** The way round the gate: by saying why. */
export const DespiteGate = ({ error, value, onChange }: Props): ReactNode => (refusedByGate(error) || value !== '') && (
  <TextInput label={partWords.despiteGate} description={partWords.despiteGateHint} required maxLength={300} mt="md" maw={736} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
);
