import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BackendVersion, Evaluation } from '#contracts';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { ToldValue } from '../charts/told-value.tsx';
import { instant } from '../format.ts';
import { useMay, useSession } from '../session.tsx';
import { useGates } from './evaluations/data.ts';
import { GateMark } from './evaluations/gate-mark.tsx';
import { words as evaluationWords } from './evaluations/strings.ts';
import { LabelChips } from './labels/label-chips.tsx';
import { words as policyWords } from './policy/strings.ts';
import { words } from './strings.ts';
import { tellThresholds } from './thresholds/tell-thresholds.ts';
import css from './backends.module.css';

const text = words.detail;

function columnsIn(timeZone: string, evaluationOf: (versionId: string) => Evaluation | undefined): Column<BackendVersion>[] {
  const { columns } = text;
  return [
    { head: columns.number, cell: ({ backendId, number, labels }) => (
      <span className={css.version}><Link className={css.link} to={`/backends/${backendId}/versions/${number}`} aria-label={text.versionLink(number)}>{number}</Link><LabelChips labels={labels} /></span>
    ) },
    { head: columns.model, cell: ({ model, trainingRunId, policy, answeredBy }) => policy ? policyWords.among(answeredBy.length) : trainingRunId
      ? <Link className={`${css.link} ${css.clip} ${css.short}`} to={`/backends/training/${trainingRunId}`} title={text.training}>{model}</Link>
      : <span className={`${css.clip} ${css.short}`} title={model}>{model}</span> },
    { head: columns.thresholds, cell: (version) => <ToldValue told={tellThresholds(version)} /> },
    { head: columns.note, cell: ({ note }) => (note ? <span className={css.brief} title={note}>{note}</span> : <span className={css.soft}>{text.noNote}</span>) },
    { head: columns.author, cell: ({ authorName }) => <span className={`${css.clip} ${css.short}`}>{authorName ?? text.byTraining}</span> },
    { head: columns.state, cell: ({ state }) => <span className={css.state} data-on={state === 'ready' ? 'good' : 'none'}>{text[state]}</span> },
    { head: evaluationWords.gate.column, cell: ({ id }) => <GateMark evaluation={evaluationOf(id)} /> },
    { head: columns.saved, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

/** All versions of a backend, newest first, each with what can be done with it. */
export function VersionsTable({ versions, mayWrite }: { versions: readonly BackendVersion[]; mayWrite: boolean }): ReactNode {
  const { timeZone } = useSession().workspace;
  const mayTry = useMay('preview:use');
  const evaluationOf = useGates(versions[0]?.backendId ?? '');
  const acts: Column<BackendVersion> = {
    head: <span className="visually-hidden">{text.columns.acts}</span>, numeric: true,
    cell: ({ id, backendId, number, state }) => (
      <span className={css.acts}>
        {mayTry && state === 'ready' && <Button component={Link} to={`/try-it?version=${id}`} variant="default" size="compact-sm" aria-label={text.tryOf(number)}>{words.tryIt}</Button>}
        {mayWrite && state === 'ready' && <Button component={Link} to={`/backends/evaluations/new?candidate=${id}`} variant="subtle" color="gray" size="compact-sm" aria-label={evaluationWords.gate.evaluateOf(number)}>{evaluationWords.gate.evaluate}</Button>}
        {mayWrite && <Button component={Link} to={`/backends/${backendId}/new?from=${number}`} variant="subtle" color="gray" size="compact-sm" aria-label={text.fromOf(number)}>{text.from}</Button>}
      </span>
    ),
  };
  return <DataTable caption={text.versions} rows={versions} keyOf={({ id }) => id} columns={[...columnsIn(timeZone, evaluationOf), acts]} />;
}
