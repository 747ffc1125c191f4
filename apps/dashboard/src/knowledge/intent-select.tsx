import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIntents } from './data.ts';
import { words } from './strings.ts';

const SHOWN = 80;

interface Props {
  value: string | null;
  onChange: (key: string | null) => void;
  /** One has to be chosen; otherwise none means any. */
  required?: boolean;
  label?: string;
  error?: ReactNode;
}

/** Chooses one intent by key or label, or out of scope. */
export function IntentSelect({ value, onChange, required = false, label = words.questions.intent, error }: Props): ReactNode {
  const known = useIntents().data?.items ?? [];
  const data = [{ value: 'oos', label: words.questions.oos }, ...known.map(({ key, label }) => ({ value: key, label: label === key ? key : `${label} (${key})` }))];
  if (value && !data.some((one) => one.value === value)) data.push({ value, label: value });
  return (
    <Select
      label={label} error={error} data={data} value={value} onChange={onChange} searchable limit={SHOWN} clearable={!required} required={required} w={required ? '100%' : '16rem'}
      nothingFoundMessage={words.article.noIntent} {...(required ? {} : { placeholder: words.any })}
    />
  );
}
