import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { targetingLimits } from '#contracts';
import { emptyCondition, isNumeric, type ConditionDraft } from './condition-draft.ts';
import { kinds, operatorsOf } from './condition-kinds.ts';
import { words } from './strings.ts';
import css from './targeting.module.css';

interface Props {
  condition: ConditionDraft;
  /** Place in the list, from 1. */
  at: number;
  problem: { name?: string; value?: string } | undefined;
  onChange: (condition: ConditionDraft) => void;
  onRemove: () => void;
}

const kindChoices = kinds.map((value) => ({ value, label: words.kinds[value] }));

export function ConditionRow({ condition, at, problem, onChange, onRemove }: Props): ReactNode {
  const { row, kind, operator } = condition;
  const operators = operatorsOf[kind];
  return (
    <div className={css.condition} data-kind={kind} role="group" aria-label={words.condition(at)}>
      <Select
        className={css.what} label={words.what} allowDeselect={false} data={kindChoices} value={kind}
        onChange={(value) => onChange(emptyCondition(row, kinds.find((one) => one === value)))}
      />
      {kind === 'attribute' && (
        <TextInput
          className={css.name} label={words.name} placeholder={words.placeholders.name} required maxLength={targetingLimits.name} value={condition.name} error={problem?.name}
          onChange={(event) => onChange({ ...condition, name: event.currentTarget.value })}
        />
      )}
      <Select
        className={css.how} label={words.how} allowDeselect={false} data={operators.map((value) => ({ value, label: words.operators[value] }))} value={operator}
        onChange={(value) => onChange({ ...condition, operator: operators.find((one) => one === value) ?? operator })}
      />
      {kind !== 'signed_in' && (
        <TextInput
          className={css.value} label={words.value} placeholder={placeholderOf(condition)} required value={condition.value} error={problem?.value} inputMode={isNumeric(condition) ? 'decimal' : 'text'}
          onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
        />
      )}
      <ActionIcon className={css.remove} aria-label={words.remove(at)} onClick={onRemove}><IconTrash size={18} /></ActionIcon>
      <p className={css.hint}>{words.hints[kind]}</p>
    </div>
  );
}

function placeholderOf({ kind, operator }: ConditionDraft): string {
  const { placeholders } = words;
  if (kind !== 'attribute') return kind === 'page' ? placeholders.page : placeholders.locale;
  return isNumeric({ operator }) ? placeholders.number : operator === 'one_of' ? placeholders.several : placeholders.attribute;
}
