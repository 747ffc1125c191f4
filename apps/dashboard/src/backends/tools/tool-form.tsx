import { Button, NumberInput, SegmentedControl, Switch, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { NotSaved } from '../../parts/failure.tsx';
import backends from '../backends.module.css';
import { ArgumentRows } from './argument-rows.tsx';
import { HeaderRows } from './header-rows.tsx';
import { words } from './strings.ts';
import { fieldsFit, isComplete, type ToolDraft } from './tool-draft.ts';

const text = words.tool;

interface Props {
  start: ToolDraft;
  isNew: boolean;
  readOnly: boolean;
  busy: boolean;
  error: Error | null;
  onSave: (draft: ToolDraft) => void;
  /** Further buttons. */
  children: ReactNode;
}

interface PartProps {
  draft: ToolDraft;
  readOnly: boolean;
  set: (changes: Partial<ToolDraft>) => void;
}

/** What is called, and what of the answer a model sees. */
function CallFields({ draft, readOnly, set }: PartProps): ReactNode {
  return (
    <>
      <SegmentedControl
        aria-label={text.method} readOnly={readOnly} disabled={draft.sideEffects} value={draft.sideEffects ? 'POST' : draft.method} data={['GET', 'POST']} w="fit-content"
        onChange={(method) => set({ method: method === 'POST' ? 'POST' : 'GET' })}
      />
      <TextInput
        label={text.url} description={draft.method === 'POST' || draft.sideEffects ? `${text.urlHint} ${text.bodyHint}` : text.urlHint} required maxLength={1_000} inputMode="url" spellCheck={false} autoCapitalize="off"
        readOnly={readOnly} value={draft.url} onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <ArgumentRows value={draft.arguments} readOnly={readOnly} onChange={(next) => set({ arguments: next })} />
      <Textarea
        label={text.fields} description={text.fieldsHint} required autosize minRows={2} maxRows={8} spellCheck={false} placeholder="/status" readOnly={readOnly} value={draft.fields}
        error={fieldsFit(draft.fields) ? null : text.fieldsWrong} onChange={(event) => set({ fields: event.currentTarget.value })}
      />
    </>
  );
}

/** For whom, and how long. */
function RuleFields({ draft, readOnly, set }: PartProps): ReactNode {
  const personal = draft.needsIdentity || draft.sideEffects;
  return (
    <>
      <Switch label={text.sideEffects} description={text.sideEffectsHint} disabled={readOnly} checked={draft.sideEffects} onChange={(event) => set({ sideEffects: event.currentTarget.checked })} />
      <Switch label={text.needsIdentity} description={text.needsIdentityHint} disabled={readOnly || draft.sideEffects} checked={personal} onChange={(event) => set({ needsIdentity: event.currentTarget.checked })} />
      <Switch label={text.enabled} disabled={readOnly} checked={draft.enabled} onChange={(event) => set({ enabled: event.currentTarget.checked })} />
      <div className={backends.pair}>
        <NumberInput
          label={text.timeout} suffix={text.seconds} min={0.1} max={20} decimalScale={1} clampBehavior="blur" readOnly={readOnly} value={draft.timeoutMs / 1_000}
          onChange={(value) => typeof value === 'number' && value >= 0.1 && value <= 20 && set({ timeoutMs: Math.round(value * 1_000) })}
        />
        <NumberInput
          label={text.maxLength} min={100} max={8_000} allowDecimal={false} thousandSeparator="," clampBehavior="blur" readOnly={readOnly} value={draft.maxLength}
          onChange={(value) => typeof value === 'number' && value >= 100 && value <= 8_000 && set({ maxLength: value })}
        />
      </div>
    </>
  );
}

export function ToolForm({ start, isNew, readOnly, busy, error, onSave, children }: Props): ReactNode {
  const [draft, setDraft] = useState(start);
  const set = (changes: Partial<ToolDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(draft);
  };
  return (
    <form className={backends.form} onSubmit={submit} autoComplete="off">
      {isNew && (
        <TextInput
          label={text.name} description={text.nameHint} placeholder="order_status" required maxLength={64} spellCheck={false} autoCapitalize="off" value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      )}
      <Textarea
        label={text.description} description={text.descriptionHint} placeholder={text.descriptionPlaceholder} required autosize minRows={2} maxRows={6} maxLength={1_000} readOnly={readOnly} value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <CallFields draft={draft} readOnly={readOnly} set={set} />
      {!readOnly && <HeaderRows value={draft.headers} onChange={(headers) => set({ headers })} />}
      <RuleFields draft={draft} readOnly={readOnly} set={set} />
      <NotSaved error={error} />
      <div className={backends.buttons}>
        {!readOnly && <Button type="submit" disabled={!isComplete(draft)} loading={busy}>{isNew ? text.create : text.save}</Button>}
        {children}
      </div>
    </form>
  );
}
