import { ActionIcon, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PackVariable } from '#contracts';
import { words } from './strings.ts';
import { emptySource, withSource } from './variable-draft.ts';
import css from './variables.module.css';

interface Props {
  at: number;
  variable: PackVariable;
  fault: string | undefined;
  onChange: (variable: PackVariable) => void;
  onRemove: () => void;
}

const choices = <K extends string>(names: Record<K, string>): { value: K; label: string }[] => (Object.entries(names) as [K, string][]).map(([value, label]) => ({ value, label }));

/** One declared value. */
export function VariableRow({ at, variable, fault, onChange, onRemove }: Props): ReactNode {
  const { name, source, type, maxLength, escape, otherwise } = variable;
  const set = (changes: Partial<PackVariable>): void => onChange({ ...variable, ...changes });
  return (
    <div className={css.row} role="group" aria-label={words.row(at + 1)}>
      <TextInput label={words.name} required placeholder={words.namePlaceholder} maxLength={40} value={name} error={fault} onChange={(event) => set({ name: event.currentTarget.value })} />
      <Select label={words.source} allowDeselect={false} data={choices(words.sources)} value={source.kind} onChange={(kind) => kind && onChange(withSource(variable, emptySource(kind)))} />
      <ActionIcon className={css.remove ?? ''} aria-label={words.remove(name || words.row(at + 1))} onClick={onRemove}><IconTrash size={18} /></ActionIcon>
      <div className={css.rest}>
        {source.kind === 'fixed' && <TextInput label={words.value} maxLength={2_000} value={source.value} onChange={(event) => set({ source: { kind: 'fixed', value: event.currentTarget.value } })} />}
        {source.kind === 'attribute' && (
          <TextInput label={words.attribute} description={words.attributeHint} required maxLength={64} value={source.name} onChange={(event) => set({ source: { kind: 'attribute', name: event.currentTarget.value } })} />
        )}
        {source.kind !== 'fixed' && <TextInput label={words.otherwise} placeholder={words.otherwisePlaceholder} maxLength={2_000} value={otherwise} onChange={(event) => set({ otherwise: event.currentTarget.value })} />}
        <Select label={words.type} allowDeselect={false} data={choices(words.types)} value={type} onChange={(kind) => kind && set({ type: kind })} />
        <NumberInput label={words.maxLength} min={1} max={2_000} allowDecimal={false} clampBehavior="strict" value={maxLength} onChange={(value) => set({ maxLength: Math.max(1, Number(value)) })} />
      </div>
      {source.kind === 'fixed' && <Checkbox className={css.wide ?? ''} label={words.plain} checked={escape === 'plain'} onChange={(event) => set({ escape: event.currentTarget.checked ? 'plain' : 'quoted' })} />}
    </div>
  );
}
