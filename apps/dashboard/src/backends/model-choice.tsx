import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BackendKind, TrainingRun } from '#contracts';
import { percent, shortDay } from '../format.ts';
import { useModels } from './data.ts';
import { words } from './strings.ts';
import { approachOf } from './thresholds/read-off.ts';
import { ENCODER, trainedKey } from './version-draft.ts';
import css from './backends.module.css';

const text = words.version;

interface Props {
  kind: BackendKind;
  runs: readonly TrainingRun[];
  value: string | null;
  onChange: (model: string | null) => void;
}

/** With what the run achieved for backends of this kind. */
function optionOf({ number, report, createdAt }: TrainingRun, kind: BackendKind) {
  const accuracy = (report && approachOf(kind, report)?.accuracy) ?? report?.testAccuracy ?? 0;
  return { value: trainedKey(number), label: text.run(number, percent(accuracy), shortDay(createdAt.slice(0, 10))) };
}

/** The built-in engine (frozen or trained, as the kind asks) or a language model. */
export function ModelChoice({ kind, runs, value, onChange }: Props): ReactNode {
  const languageModels = useModels().data?.items ?? [];
  const trained = runs.filter(({ state }) => state === 'succeeded').map((run) => optionOf(run, kind));
  const prompt = kind === 'prompt';
  const groups = [
    { group: prompt ? text.groupBuiltIn : text.groupTrained, items: prompt ? [{ value: ENCODER, label: text.encoder }] : trained },
    { group: prompt ? text.groupLanguage : text.groupTuned, items: languageModels.map(({ key }) => ({ value: key, label: key })) },
  ].filter(({ items }) => items.length > 0);
  return (
    <div className={css.form}>
      <Select label={text.modelLabel} required searchable allowDeselect={false} data={groups} value={value} onChange={onChange} />
      {!prompt && trained.length === 0 && <p className={css.note}>{text.noRuns} <Link to="/backends/training">{text.toTraining}</Link></p>}
    </div>
  );
}
