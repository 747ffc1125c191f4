import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BackendVersion } from '#contracts';
import { tellThresholds } from '../backends/thresholds/tell-thresholds.ts';
import { instant, oneLine } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { useSession } from '../session.tsx';
import { words } from './strings.ts';
import css from './versions.module.css';

const text = words.page;

/** Who saved it, when, why, and what runs it. */
export function VersionFactsSection({ version, newest }: { version: BackendVersion; newest: BackendVersion }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { createdAt, authorName, note, model, trainingRunId } = version;
  const facts: [string, ReactNode][] = [
    [text.note, note || text.noNote], [text.author, authorName ?? text.byTraining], [text.saved, instant(createdAt, timeZone)],
    [text.newest, newest.id === version.id ? text.isNewest : <Link className={css.link} to={`/backends/${newest.backendId}/versions/${newest.number}`}>{text.newestValue(newest.number)}</Link>],
    [text.model, trainingRunId ? <Link className={css.link} to={`/backends/training/${trainingRunId}`}>{model}</Link> : model],
    [text.thresholds, oneLine(tellThresholds(version))],
  ];
  return (
    <Section title={text.facts}>
      <dl className={css.dl}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </Section>
  );
}
