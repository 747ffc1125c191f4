import { ActionIcon, Button, Checkbox, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { words } from './strings.ts';
import { emptyArgument, type ArgumentDraft } from './tool-draft.ts';
import css from './tools.module.css';

const text = words.arguments;
const MOST = 12;
const types = (['string', 'number', 'boolean', 'choice'] as const).map((value) => ({ value, label: text.types[value] }));

interface RowProps {
  draft: ArgumentDraft;
  readOnly: boolean;
  onChange: (changes: Partial<ArgumentDraft>) => void;
}

/** What a value of this type may be. */
function Limits({ draft, readOnly, onChange }: RowProps): ReactNode {
  const { type, maxLength, minimum, maximum, whole, choices } = draft;
  const number = (label: string, value: number | null, set: (value: number | null) => void) =>
    <NumberInput label={label} readOnly={readOnly} value={value ?? ''} onChange={(next) => set(next === '' ? null : Number(next))} />;
  if (type === 'string') return number(text.maxLength, maxLength, (next) => onChange({ maxLength: Math.min(1_000, Math.max(1, next ?? 1)) }));
  if (type === 'choice') return <Textarea label={text.choices} autosize minRows={2} maxRows={6} readOnly={readOnly} value={choices} onChange={(event) => onChange({ choices: event.currentTarget.value })} />;
  if (type === 'boolean') return null;
  return (
    <>
      {number(text.minimum, minimum, (next) => onChange({ minimum: next }))}
      {number(text.maximum, maximum, (next) => onChange({ maximum: next }))}
      <Checkbox label={text.whole} disabled={readOnly} checked={whole} onChange={(event) => onChange({ whole: event.currentTarget.checked })} />
    </>
  );
}

function ArgumentRow({ draft, readOnly, onChange }: RowProps): ReactNode {
  const choose = (value: string | null) => {
    const type = types.find((one) => one.value === value)?.value;
    if (type) onChange({ type });
  };
  return (
    <div className={css.row}>
      <TextInput label={text.name} maxLength={40} spellCheck={false} autoCapitalize="off" readOnly={readOnly} value={draft.name} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <Select label={text.type} data={types} allowDeselect={false} readOnly={readOnly} value={draft.type} onChange={choose} />
      <TextInput className={css.wide ?? ''} label={text.description} maxLength={300} readOnly={readOnly} value={draft.description} onChange={(event) => onChange({ description: event.currentTarget.value })} />
      <Limits draft={draft} readOnly={readOnly} onChange={onChange} />
      <Checkbox label={text.required} disabled={readOnly} checked={draft.required} onChange={(event) => onChange({ required: event.currentTarget.checked })} />
    </div>
  );
}

/** What a model has to name, one group of fields for each argument. */
export function ArgumentRows({ value, readOnly, onChange }: { value: readonly ArgumentDraft[]; readOnly: boolean; onChange: (value: ArgumentDraft[]) => void }): ReactNode {
  return (
    <fieldset className={css.group}>
      <legend>{text.title}</legend>
      {value.length === 0 && <p className={css.soft}>{text.none}</p>}
      {value.map((draft, at) => (
        <div key={draft.row} role="group" aria-label={text.of(at + 1)} className={css.item}>
          <ArgumentRow draft={draft} readOnly={readOnly} onChange={(changes) => onChange(value.map((one) => (one.row === draft.row ? { ...one, ...changes } : one)))} />
          {!readOnly && <ActionIcon aria-label={text.remove(draft.name || String(at + 1))} onClick={() => onChange(value.filter(({ row }) => row !== draft.row))}><IconTrash size={18} /></ActionIcon>}
        </div>
      ))}
      {!readOnly && <Button variant="default" size="compact-sm" disabled={value.length >= MOST} onClick={() => onChange([...value, emptyArgument()])}>{text.add}</Button>}
    </fieldset>
  );
}
