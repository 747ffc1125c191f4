import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Model } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { AddressFields } from './address-fields.tsx';
import { GgufFields } from './gguf/gguf-fields.tsx';
import { LimitFields } from './limit-fields.tsx';
import { isComplete, type ModelDraft } from './model-draft.ts';
import { presetIds, presets } from './model-presets.ts';
import { PriceFields } from './price-fields.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.model;
const servers = (['hosted', 'own', 'other'] as const).map((where) => ({
  group: text.places[where], items: presetIds.filter((id) => presets[id].where === where).map((value) => ({ value, label: text.presets[value].label })),
}));

interface Props {
  start: ModelDraft;
  /** Of the model that is changed; null for a new one. */
  stored: Model | null;
  readOnly: boolean;
  busy: boolean;
  error: Error | null;
  onSave: (draft: ModelDraft) => void;
  /** Further buttons. */
  children: ReactNode;
}

export function ModelForm({ start, stored, readOnly, busy, error, onSave, children }: Props): ReactNode {
  const [draft, setDraft] = useState(start);
  const set = (changes: Partial<ModelDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const [preset, hints] = [presets[draft.preset], text.presets[draft.preset]];
  const fixed = readOnly || Boolean(stored?.fromEnvironment);
  const choose = (value: string | null) => {
    const chosen = presetIds.find((id) => id === value);
    if (chosen) set({ preset: chosen, baseUrl: presets[chosen].baseUrl });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(draft);
  };
  return (
    <form className={css.form} onSubmit={submit} autoComplete="off">
      <Select label={text.server} data={servers} value={draft.preset} allowDeselect={false} readOnly={readOnly} disabled={stored !== null} onChange={(value) => choose(value)} />
      <TextInput
        label={text.name} description={hints.name} required maxLength={200} spellCheck={false} autoCapitalize="off" readOnly={fixed} value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {preset.key === 'none' ? <GgufFields settings={draft.gguf} onChange={(changes) => set({ gguf: { ...draft.gguf, ...changes } })} readOnly={readOnly} />
        : <AddressFields draft={draft} stored={stored} onChange={set} readOnly={fixed} />}
      <LimitFields draft={draft} stored={stored} onChange={set} readOnly={readOnly} />
      <PriceFields draft={draft} onChange={set} readOnly={readOnly} />
      <NotSaved error={error} />
      <div className={css.buttons}>
        {!readOnly && <Button type="submit" disabled={!isComplete(draft)} loading={busy}>{stored ? text.save : text.create}</Button>}
        {children}
      </div>
    </form>
  );
}
