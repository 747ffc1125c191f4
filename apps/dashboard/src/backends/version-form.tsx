import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ComponentProps, FormEvent, ReactNode } from 'react';
import type { Backend, BackendVersion } from '#contracts';
import { instant } from '../format.ts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useMay, useSession } from '../session.tsx';
import { DraftChanges } from '../versions/draft-changes.tsx';
import { MovedNotice } from '../versions/moved-notice.tsx';
import { PreviewPanel } from '../versions/preview-panel.tsx';
import { RenderedPrompt } from '../versions/rendered-prompt.tsx';
import { SiteChoice } from '../versions/site-choice.tsx';
import { words as editorWords } from '../versions/strings.ts';
import { useEditing } from '../versions/use-editing.ts';
import { useLeaving } from '../versions/use-leaving.tsx';
import { useQuestions } from '../versions/use-questions.ts';
import { useSaving } from '../versions/use-saving.ts';
import { useSites } from './data.ts';
import { ModelChoice } from './model-choice.tsx';
import { PackFields } from './pack-fields.tsx';
import { PolicyFields } from './policy/policy-fields.tsx';
import { words as policyWords } from './policy/strings.ts';
import { words } from './strings.ts';
import { ThresholdFields } from './threshold-fields.tsx';
import { ToolsField } from './tools/tools-field.tsx';
import { useRuns } from './use-runs.ts';
import { hasPrompt, hasThresholds, requestOf } from './version-draft.ts';
import css from './backends.module.css';

const text = words.version;
const editor = editorWords.editor;

interface Props {
  backend: Backend;
  /** Newest first. */
  versions: readonly BackendVersion[];
  /** Number of the version to begin from; null: the newest one. */
  from: number | null;
}

/** Left what the version shall hold, right what it answers. */
export function VersionForm({ backend, versions, from }: Props): ReactNode {
  const { draft, set, base, expected, expect, changed, restoredFrom, startOver, finish } = useEditing(backend, versions, from);
  const runs = useRuns().data?.items ?? [];
  const questions = useQuestions(backend.id);
  const sites = useSites().data?.items ?? [];
  const mayUse = useMay('sites:write');
  const mayTry = useMay('preview:use');
  const { timeZone } = useSession().workspace;
  const [siteIds, setSiteIds] = useState<string[]>([]);
  const saving = useSaving();
  const request = requestOf(backend, draft, runs);
  const tried = request && draftOf(backend.id, request);
  const moved = !saving.busy && !saving.done && versions[0] && versions[0].number >= expected ? versions[0] : null;
  const goOn = (number: number) => {
    saving.forgetError();
    expect(number);
  };
  useLeaving(changed, backend.name, `/backends/${backend.id}/new${base && base !== versions[0] ? `?from=${base.number}` : ''}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request && !moved) saving.save({ ...request, expectedNumber: expected }, sites.filter(({ id }) => siteIds.includes(id)), mayTry ? questions.chosen[0]?.text : undefined, finish);
  };
  return (
    <div className={css.editor}>
      <form onSubmit={submit}>
        {restoredFrom && changed && (
          <p className={css.restored} role="status">
            <span>{editor.restored(instant(restoredFrom, timeZone), base?.number ?? 0)}</span> <Button variant="default" size="compact-sm" onClick={startOver}>{editor.startOver}</Button>
          </p>
        )}
        {moved && <MovedNotice newest={moved} base={base} onGoOn={() => goOn(moved.number + 1)} />}
        {backend.kind === 'hybrid' && (
          <SegmentedControl
            aria-label={policyWords.way} value={draft.byTopic ? 'topic' : 'model'} onChange={(way) => set({ byTopic: way === 'topic' })} mb="md"
            data={[{ value: 'model', label: policyWords.ways.model }, { value: 'topic', label: policyWords.ways.topic }]}
          />
        )}
        {draft.byTopic ? <PolicyFields draft={draft} onChange={set} /> : <OwnFields kind={backend.kind} runs={runs} draft={draft} onChange={set} />}
        <DraftChanges request={request} base={base} />
        <Section title={editor.saving}>
          <div className={css.form}>
            <TextInput label={text.note} placeholder={text.notePlaceholder} maxLength={500} value={draft.note} onChange={(event) => set({ note: event.currentTarget.value })} />
            {mayUse && sites.length > 0 && <SiteChoice sites={sites} versions={versions} value={siteIds} onChange={setSiteIds} />}
            <p className={css.note}>{text.consequence}</p>
          </div>
        </Section>
        <NotSaved error={moved ? null : saving.error} />
        <div className={css.buttons}>
          <Button type="submit" disabled={!request || moved !== null} loading={saving.busy}>{text.save(expected)}</Button>
          {moved && <span className={css.soft}>{editor.decide}</span>}
        </div>
      </form>
      {mayTry && (
        <div>
          <PreviewPanel questions={questions} draft={tried} base={base} />
          {tried && hasPrompt(backend.kind) && !draft.byTopic && <RenderedPrompt draft={tried} question={questions.chosen[0]?.text} />}
        </div>
      )}
    </div>
  );
}

/** Of a version that answers by a model of its own. */
const OwnFields = ({ kind, runs, draft, onChange }: ComponentProps<typeof ThresholdFields>): ReactNode => (
  <>
    <Section title={text.model}><ModelChoice kind={kind} runs={runs} value={draft.model} onChange={(model) => onChange({ model })} /></Section>
    {hasPrompt(kind) && <PackFields draft={draft} onChange={onChange} />}
    {hasPrompt(kind) && <ToolsField value={draft.tools} model={draft.model} onChange={(tools) => onChange({ tools })} />}
    {hasThresholds(kind, draft.model) && <ThresholdFields kind={kind} runs={runs} draft={draft} onChange={onChange} />}
  </>
);

/** What a preview needs of what would be saved. */
const draftOf = (backendId: string, { model, promptPack, trainingRunId, targetAccuracy, policy }: NonNullable<ReturnType<typeof requestOf>>) =>
  ({ backendId, model, promptPack, trainingRunId, targetAccuracy, policy });
