import { ActionIcon, Button, PasswordInput, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { words } from './strings.ts';
import { emptyHeader, type HeaderDraft } from './tool-draft.ts';
import css from './tools.module.css';

const text = words.headers;
const MOST = 10;

/** What is sent with each call; what is stored is not shown and stays unless something is typed. */
export function HeaderRows({ value, onChange }: { value: readonly HeaderDraft[]; onChange: (value: HeaderDraft[]) => void }): ReactNode {
  const change = (row: number, changes: Partial<HeaderDraft>) => onChange(value.map((one) => (one.row === row ? { ...one, ...changes } : one)));
  return (
    <fieldset className={css.group}>
      <legend>{text.title}</legend>
      <p className={css.soft}>{text.what}</p>
      {value.map((draft, at) => (
        <div key={draft.row} role="group" aria-label={text.of(at + 1)} className={css.item}>
          <div className={css.row}>
            <TextInput label={text.name} maxLength={64} spellCheck={false} autoCapitalize="off" readOnly={draft.stored} value={draft.name} onChange={(event) => change(draft.row, { name: event.currentTarget.value })} />
            <PasswordInput
              label={text.value} maxLength={2_000} autoComplete="new-password" {...(draft.stored ? { placeholder: text.kept } : {})} value={draft.value}
              onChange={(event) => change(draft.row, { value: event.currentTarget.value })}
            />
          </div>
          <ActionIcon aria-label={text.remove(draft.name || String(at + 1))} onClick={() => onChange(value.filter(({ row }) => row !== draft.row))}><IconTrash size={18} /></ActionIcon>
        </div>
      ))}
      <Button variant="default" size="compact-sm" disabled={value.length >= MOST} onClick={() => onChange([...value, emptyHeader()])}>{text.add}</Button>
    </fieldset>
  );
}
