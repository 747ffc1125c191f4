import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BackendVersion, TrainingRun } from '#contracts';
import { percent } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { useRuns } from '../use-runs.ts';
import { hasThresholds, isTrained } from '../version-draft.ts';
import { readOff } from './read-off.ts';
import { ReadOffView } from './read-off-view.tsx';
import { words } from './strings.ts';
import { ThresholdsExplained } from './thresholds-explained.tsx';
import css from '../backends.module.css';

const text = words.from;

function sourceOf({ thresholds: { from, target } }: BackendVersion): string {
  if (from === 'target' && target !== null) return text.target(percent(target, 0));
  return from === 'pack' ? text.pack : text.standard;
}

/** When a saved version answers, where its thresholds come from, and what visitors meet. */
export function VersionThresholds({ version, title = text.this }: { version: BackendVersion; title?: string }): ReactNode {
  const runs = useRuns().data?.items;
  const { kind, model, thresholds, trainingRunId, state, policy } = version;
  if (policy || !hasThresholds(kind, model) || state !== 'ready') return null;
  return (
    <Section title={title}>
      <div className={css.form}>
        <ThresholdsExplained {...thresholds} source={sourceOf(version)} />
        {isTrained(model) && runs && <Met version={version} run={runs.find(({ id }) => id === trainingRunId)} />}
      </div>
    </Section>
  );
}

function Met({ version: { kind, thresholds, promptPack }, run }: { version: BackendVersion; run: TrainingRun | undefined }): ReactNode {
  const { from, target } = thresholds;
  const read = readOff(kind, run, from === 'target' && target !== null ? { by: 'target', target: target * 100 } : { by: 'hand', thresholds });
  return (
    <>
      {read.kind === 'read' ? <ReadOffView read={read} quotes={promptPack?.useKnowledge ?? false} /> : <p className={css.note}>{words.missing[read.why]}</p>}
      {run && <p className={css.note}><Link to={`/backends/training/${run.id}?approach=${kind}`}>{text.report(run.number)}</Link></p>}
    </>
  );
}
