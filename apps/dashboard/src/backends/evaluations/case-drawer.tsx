import { Button, Group, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { EvaluationCaseKind, type EvaluationCase } from '#contracts';
import { count } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { LinesField } from '../../parts/lines-field.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import backends from '../backends.module.css';
import { unreadableArgument } from './argument-lines.ts';
import { contentOf, draftOf, type CaseDraft } from './case-draft.ts';
import { useAddCase, useChangeCase, useDeleteCase } from './data.ts';
import { words } from './strings.ts';

const text = words.case;

interface Props {
  setId: string;
  /** Null: a new one. */
  one: EvaluationCase | null;
  mayWrite: boolean;
  onClose: () => void;
}

const canBeSaved = ({ kind, question, toolArguments }: CaseDraft): boolean => question.trim() !== '' && (kind !== 'tool' || unreadableArgument(toolArguments) === null);

export function CaseDrawer({ setId, one, mayWrite, onClose }: Props): ReactNode {
  const [draft, setDraft] = useState(() => draftOf(one));
  const [add, change, remove] = [useAddCase(), useChangeCase(), useDeleteCase()];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const content = contentOf(draft, one);
    if (one) change.mutate({ id: setId, caseId: one.id, ...content }, { onSuccess: onClose });
    else add.mutate({ id: setId, ...content }, { onSuccess: onClose });
  };
  return (
    <SideDrawer title={one ? text.change(count(one.number)) : text.add} onClose={onClose}>
      <form className={backends.form} onSubmit={submit}>
        <Fields draft={draft} readOnly={!mayWrite} onChange={(some) => setDraft((before) => ({ ...before, ...some }))} />
        <NotSaved error={add.error ?? change.error ?? remove.error} />
        {!mayWrite && <p className={backends.note}>{text.seen}</p>}
        {mayWrite && (
          <Group justify="space-between">
            <Button type="submit" disabled={!canBeSaved(draft)} loading={add.isPending || change.isPending}>{text.save}</Button>
            {one && <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate({ id: setId, caseId: one.id }, { onSuccess: onClose })}>{text.remove}</Button>}
          </Group>
        )}
      </form>
    </SideDrawer>
  );
}

function Fields({ draft, readOnly, onChange }: { draft: CaseDraft; readOnly: boolean; onChange: (some: Partial<CaseDraft>) => void }): ReactNode {
  const kinds = EvaluationCaseKind.options.map((value) => ({ value, label: words.kinds[value] }));
  const said = (name: keyof CaseDraft) => ({ value: draft[name], readOnly, onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }) });
  const lines = (name: keyof CaseDraft, most: number, length: number) => ({ value: draft[name], readOnly, onChange: (value: string) => onChange({ [name]: value }), limits: { lines: most, length } });
  const unread = unreadableArgument(draft.toolArguments);
  return (
    <>
      <Textarea label={text.question} required autosize minRows={2} maxRows={8} maxLength={4_000} data-autofocus {...said('question')} />
      <Select label={words.set.kind} description={words.kindHints[draft.kind]} allowDeselect={false} readOnly={readOnly} data={kinds} value={draft.kind} onChange={(value) => onChange({ kind: EvaluationCaseKind.parse(value) })} />
      {draft.kind !== 'abstain' && <LinesField label={text.facts} description={text.factsHint} {...lines('facts', 20, 5_000)} />}
      <LinesField label={text.mustNot} description={text.mustNotHint} {...lines('mustNot', 20, 500)} />
      {draft.kind === 'tool' && <TextInput label={text.tool} description={text.toolHint} maxLength={64} {...said('tool')} />}
      {draft.kind === 'tool' && <LinesField label={text.toolArguments} description={text.toolArgumentsHint} error={unread === null ? null : text.argumentUnread(unread)} {...lines('toolArguments', 20, 600)} />}
      <Textarea label={text.reference} description={text.referenceHint} autosize minRows={2} maxRows={10} maxLength={8_000} {...said('reference')} />
      <TextInput label={text.intent} description={text.intentHint} maxLength={200} {...said('intent')} />
      <LinesField label={text.history} description={text.historyHint} {...lines('history', 20, 16_000)} />
    </>
  );
}
