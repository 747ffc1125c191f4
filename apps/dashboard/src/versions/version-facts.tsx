import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BackendVersion } from '#contracts';
import { useGates } from '../backends/evaluations/data.ts';
import { GateMark } from '../backends/evaluations/gate-mark.tsx';
import { words as evaluationWords } from '../backends/evaluations/strings.ts';
import { LabelChips } from '../backends/labels/label-chips.tsx';
import { tellThresholds } from '../backends/thresholds/tell-thresholds.ts';
import { useFineTunesOf } from '../backends/fine-tunes/data.ts';
import { nameOf } from '../backends/fine-tunes/strings.ts';
import { words as policyWords } from '../backends/policy/strings.ts';
import { instant, oneLine } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { useSession } from '../session.tsx';
import { words } from './strings.ts';
import css from './versions.module.css';

const text = words.page;

/** Who saved it, when, why, and what runs it. */
export function VersionFactsSection({ version, newest }: { version: BackendVersion; newest: BackendVersion }): ReactNode {
  const { timeZone } = useSession().workspace;
  const evaluation = useGates(version.backendId)(version.id);
  const { createdAt, authorName, note, model, trainingRunId, policy, labels } = version;
  // Runs that were started on the page of training have their link already.
  const fineTune = useFineTunesOf({ modelKey: model }, !policy).data?.items.find(({ id, trainingRunId: run }) => id !== run);
  const facts: [string, ReactNode][] = [
    [text.note, note || text.noNote], [text.author, authorName ?? text.byTraining], [text.saved, instant(createdAt, timeZone)],
    [text.newest, newest.id === version.id ? text.isNewest : <Link className={css.link} to={`/backends/${newest.backendId}/versions/${newest.number}`}>{text.newestValue(newest.number)}</Link>],
    [text.model, policy ? policyWords.noModel : fineTune ? <>{model} · <Link className={css.link} to={`/backends/fine-tunes/${fineTune.id}`}>{nameOf(fineTune)}</Link></> : trainingRunId ? <Link className={css.link} to={`/backends/training/${trainingRunId}`}>{model}</Link> : model],
    [text.thresholds, oneLine(tellThresholds(version))], [text.labels, labels.length > 0 ? <LabelChips key="labels" labels={labels} /> : text.noLabels],
    [evaluationWords.gate.column, <GateMark key="gate" evaluation={evaluation} />],
  ];
  return (
    <Section title={text.facts}>
      <dl className={css.dl}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </Section>
  );
}
