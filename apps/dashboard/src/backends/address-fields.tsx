import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Model } from '#contracts';
import type { ModelDraft } from './model-draft.ts';
import { presets } from './model-presets.ts';
import { words } from './strings.ts';

const text = words.model;

interface Props {
  draft: ModelDraft;
  /** Null for a new one. */
  stored: Model | null;
  onChange: (changes: Partial<ModelDraft>) => void;
  readOnly: boolean;
}

/** Where a server is, and the key that it asks for. */
export function AddressFields({ draft, stored, onChange, readOnly }: Props): ReactNode {
  const [preset, hints] = [presets[draft.preset], text.presets[draft.preset]];
  return (
    <>
      <TextInput
        label={text.baseUrl} description={preset.where === 'own' ? `${hints.address} ${text.privateHint}` : hints.address} type="url" inputMode="url" maxLength={500} spellCheck={false} readOnly={readOnly} value={draft.baseUrl}
        onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
      />
      {!readOnly && (
        <PasswordInput
          label={text.apiKey} description={stored?.keyEnding ? text.kept(stored.keyEnding) : `${text.keys[preset.key]} ${text.apiKeyHint}`} autoComplete="new-password" maxLength={500} value={draft.apiKey}
          disabled={draft.removeKey} onChange={(event) => onChange({ apiKey: event.currentTarget.value })}
        />
      )}
      {!readOnly && stored?.keyEnding && (
        <Checkbox label={text.removeKey} checked={draft.removeKey} onChange={(event) => onChange({ removeKey: event.currentTarget.checked, apiKey: '' })} />
      )}
    </>
  );
}
