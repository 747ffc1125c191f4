import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { count } from '../format.ts';
import { partWords } from '../strings.ts';
import { linesOf, tooLongLine, type LineLimits } from './lines.ts';

interface Props {
  label: string;
  description: string;
  /** One entry a line. */
  value: string;
  onChange: (text: string) => void;
  limits: LineLimits;
  /** What else is wrong with the entries. */
  error?: string | null;
  readOnly?: boolean;
}

/** A list as plain lines: typed, pasted and sorted like text. */
export function LinesField({ label, description, value, onChange, limits, error: wrong = null, readOnly = false }: Props): ReactNode {
  const have = linesOf(value).length;
  const long = tooLongLine(value, limits);
  const error = have > limits.lines ? partWords.tooManyLines(count(have), count(limits.lines)) : long !== null ? partWords.lineTooLong(long, count(limits.length)) : wrong;
  return (
    <Textarea
      label={label} description={`${description} ${partWords.lines(have, limits.lines)}`} value={value} onChange={(event) => onChange(event.currentTarget.value)}
      error={error} readOnly={readOnly} autosize minRows={3} maxRows={14} spellCheck
    />
  );
}
