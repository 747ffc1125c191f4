import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TrainingRun } from '#contracts';
import { ModelChoice } from '../../backends/model-choice.tsx';
import { PackFields } from '../../backends/pack-fields.tsx';
import { words as backendWords } from '../../backends/strings.ts';
import { ThresholdFields } from '../../backends/threshold-fields.tsx';
import { hasPrompt, hasThresholds, type VersionDraft } from '../../backends/version-draft.ts';
import { Section } from '../../parts/page-frame.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import { draftOf } from './columns.ts';
import type { Played } from './played.ts';
import { words } from './strings.ts';
import type { ColumnsControl } from './use-columns.ts';
import css from './playground.module.css';

interface Props {
  played: Played;
  control: ColumnsControl;
  runs: readonly TrainingRun[];
  onClose: () => void;
}

/** The fields of the version editor, for a draft that lives in this tab. Opening it changes nothing yet. */
export function DraftDrawer({ played: { at, column, version }, control, runs, onClose }: Props): ReactNode {
  const [draft, setDraft] = useState<VersionDraft | null>(() => version ? { ...draftOf(column.draft ?? 0, version, column.draft === null ? {} : control.drafts), ...(column.model !== null && { model: column.model }) } : null);
  if (!version || !draft) return null;
  const change = (changes: Partial<VersionDraft>): void => {
    const next = { ...draft, ...changes };
    setDraft(next);
    control.edit(at, next);
  };
  return (
    <SideDrawer title={words.drawer.title} onClose={onClose}>
      <p className={css.note}>{words.drawer.hint}</p>
      <Section title={backendWords.version.model}><ModelChoice kind={version.kind} runs={runs} value={draft.model} onChange={(model) => change({ model })} /></Section>
      {hasPrompt(version.kind) && <PackFields draft={draft} onChange={change} />}
      {hasThresholds(version.kind, draft.model) && <ThresholdFields kind={version.kind} runs={runs} draft={draft} onChange={change} />}
      <Button onClick={onClose}>{words.drawer.done}</Button>
    </SideDrawer>
  );
}
