import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { words } from './strings.ts';

const LONGEST = 8_000;

/** The approved answer of an intent. */
export const AnswerField = ({ value, onChange, readOnly = false }: { value: string; onChange: (answer: string) => void; readOnly?: boolean }): ReactNode => (
  <Textarea
    label={words.intents.answer} description={words.intents.answerHint} autosize minRows={6} maxRows={20} maxLength={LONGEST} value={value} readOnly={readOnly}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
