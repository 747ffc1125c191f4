import { Select } from '@mantine/core';
import type { ComboboxItem } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { listIntents } from '#contracts';
import { useRead } from '../api.ts';
import { useMay } from '../session.tsx';
import css from './inbox.module.css';
import { plain } from './plain.ts';
import { words } from './strings.ts';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  onChoose: (answer: string) => void;
}

const MOST_SHOWN = 30;

/** The team's own answers, found by any word in them. */
export function ApprovedAnswers({ field, onChoose }: Props): ReactNode {
  const mayRead = useMay('content:read');
  const intents = useRead(listIntents, {}, { enabled: mayRead });
  const answers = new Map(intents.data?.items.flatMap(({ key, label, answer }) => (answer ? [[key, { label, answer }] as const] : [])));
  if (answers.size === 0) return null;
  const matches = ({ value, label }: ComboboxItem, sought: readonly string[]): boolean => {
    const text = `${label} ${answers.get(value)?.answer ?? ''}`.toLowerCase();
    return sought.every((word) => text.includes(word));
  };
  return (
    <Select
      ref={field} className={css.approved ?? ''} size="xs" aria-label={words.approved} placeholder={words.approved} nothingFoundMessage={words.approvedNone} searchable value={null}
      data={[...answers].map(([value, { label }]) => ({ value, label }))} limit={MOST_SHOWN} maxDropdownHeight={280} comboboxProps={{ position: 'top-start', width: 360 }}
      filter={({ options, search, limit }) => options.filter((option) => 'value' in option && matches(option, search.toLowerCase().split(/\s+/))).slice(0, limit)}
      renderOption={({ option }) => <span><strong>{option.label}</strong><span className={css.approvedText}>{plain(answers.get(option.value)?.answer ?? '')}</span></span>}
      onChange={(key) => {
        const chosen = key === null ? undefined : answers.get(key);
        if (chosen) onChoose(chosen.answer);
      }}
    />
  );
}
