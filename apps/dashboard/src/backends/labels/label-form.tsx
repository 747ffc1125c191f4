import { Autocomplete, Button, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { LabelName, builtInLabels } from '#contracts';
import type { BackendLabels, BackendVersion, CallFailed } from '#contracts';
import { DespiteGate, despite } from '../../parts/despite-gate.tsx';
import { NotSaved } from '../../parts/failure.tsx';
import { partWords } from '../../strings.ts';
import { words } from './strings.ts';
import { useMoveLabel } from './use-labels.ts';
import css from './labels.module.css';

const text = words.form;

interface Props {
  backendId: string;
  versions: readonly BackendVersion[];
  known: BackendLabels;
  /** What is chosen when it opens. */
  label?: string;
  versionId?: string;
  onClose: () => void;
}

/** Puts a label on a version; says first who will notice. */
export function LabelForm({ backendId, versions, known, label: first = '', versionId: firstVersion, onClose }: Props): ReactNode {
  const [label, setLabel] = useState(first);
  const [versionId, setVersionId] = useState(firstVersion ?? versions[0]?.id ?? null);
  const [message, setMessage] = useState('');
  const [overruling, setOverruling] = useState('');
  const [refused, setRefused] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const move = useMoveLabel(backendId);
  const name = LabelName.safeParse(label);
  const version = versions.find(({ id }) => id === versionId);
  const untrained = name.data === 'production' && version?.state === 'untrained';
  const fits = name.success && version !== undefined && !untrained;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits) return;
    setBusy(true);
    const from = known.labels.find((one) => one.label === name.data)?.version ?? null;
    const done = await move({ label: name.data, from, to: version, message: message.trim(), ...despite(overruling), onRefused: setRefused });
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.put} closeButtonProps={{ 'aria-label': partWords.close }}>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <Autocomplete
          label={text.label} description={text.labelHint} required data-autofocus maxLength={40} value={label} onChange={setLabel}
          data={[...new Set([...builtInLabels, ...known.labels.map((one) => one.label)])]} error={label !== '' && !name.success && text.labelWrong}
        />
        <Select
          label={text.version} searchable allowDeselect={false} value={versionId} onChange={setVersionId} error={untrained && text.untrained}
          data={versions.map(({ id, number, note }) => ({ value: id, label: `${words.version(number)}${note ? `: ${note}` : ''}` }))}
        />
        <TextInput label={text.message} placeholder={text.messagePlaceholder} maxLength={500} value={message} onChange={(event) => setMessage(event.currentTarget.value)} />
        {name.data === 'production' && <p>{known.followedBy.length === 0 ? text.nobody : text.consequence(known.followedBy.map((site) => site.name).join(', '))}</p>}
        <NotSaved error={refused} />
        <DespiteGate error={refused} value={overruling} onChange={setOverruling} />
        <div><Button type="submit" loading={busy} disabled={!fits}>{text.save}</Button></div>
      </form>
    </Modal>
  );
}
