import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { budgetBounds } from '#contracts';
import { count } from '../format.ts';
import { NotSaved } from '../parts/failure.tsx';
import { partWords } from '../strings.ts';
import { words } from './strings.ts';
import css from './budgets.module.css';

type Name = keyof typeof words.fields;
type Draft<N extends Name> = Record<N, number | null>;

interface Props<N extends Name> {
  names: readonly N[];
  now: Draft<N>;
  may: boolean;
  saving: boolean;
  error: Error | null;
  onSave: (draft: Draft<N>) => void;
}

const isTokens = (name: Name): boolean => name === 'tokens' || name === 'visitorTokens';

/** Budgets to fill in; an empty field is no limit. */
export function BudgetFields<N extends Name>({ names, now, may, saving, error, onSave }: Props<N>): ReactNode {
  const [draft, setDraft] = useState(now);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(draft);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {names.map((name) => {
        const { least, most } = isTokens(name) ? budgetBounds.tokens : budgetBounds.dollars;
        return (
          <NumberInput
            key={name} label={words.fields[name]} disabled={!may} placeholder={words.noLimit} min={least} max={most} thousandSeparator="," value={draft[name] ?? ''}
            description={`${name === 'visitorTokens' ? words.usual(count(budgetBounds.usualVisitorTokens)) : ''}${isTokens(name) ? words.bounds.tokens : words.bounds.dollars}`}
            {...(isTokens(name) ? { allowDecimal: false, step: 1_000 } : { decimalScale: 2, prefix: '$' })}
            onChange={(value) => setDraft({ ...draft, [name]: typeof value === 'number' ? value : null })}
          />
        );
      })}
      <NotSaved error={error} />
      {may && <div><Button type="submit" loading={saving} disabled={names.every((name) => draft[name] === now[name])}>{partWords.save}</Button></div>}
    </form>
  );
}
