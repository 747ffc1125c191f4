import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { KindName } from '../../backends/kind-name.tsx';
import { LabelChips } from '../../backends/labels/label-chips.tsx';
import { words as policyWords } from '../../backends/policy/strings.ts';
import { words as backendWords } from '../../backends/strings.ts';
import { tellThresholds } from '../../backends/thresholds/tell-thresholds.ts';
import { DataTable } from '../../charts/data-table.tsx';
import { instant, oneLine } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { useSession } from '../../session.tsx';
import type { KnownVersion } from '../../try-it/use-versions.ts';
import { words } from './strings.ts';
import css from './compare.module.css';

interface Fact {
  name: string;
  /** What is compared. */
  told: (version: KnownVersion) => string;
  shown?: (version: KnownVersion) => ReactNode;
}

const { names } = words;

const factsIn = (timeZone: string): Fact[] => [
  { name: names.backend, told: ({ backendName }) => backendName },
  { name: names.kind, told: ({ kind }) => backendWords.kinds[kind], shown: ({ kind }) => <KindName kind={kind} /> },
  { name: names.labels, told: ({ labels }) => labels.join(', '), shown: ({ labels }) => (labels.length > 0 ? <LabelChips labels={labels} /> : <span className={css.soft}>{words.none}</span>) },
  { name: names.author, told: ({ authorName }) => authorName ?? backendWords.detail.byTraining },
  { name: names.note, told: ({ note }) => note, shown: ({ note }) => note || <span className={css.soft}>{words.none}</span> },
  { name: names.saved, told: ({ createdAt }) => instant(createdAt, timeZone) },
  { name: names.model, told: ({ model, policy }) => (policy ? policyWords.noModel : model) },
  { name: names.thresholds, told: (version) => oneLine(tellThresholds(version)) },
  { name: names.state, told: ({ state }) => backendWords.detail[state] },
];

/** Who saved both, why, and what runs them; what differs is marked by a word, not by colour alone. */
export function ComparedFacts({ left, right }: { left: KnownVersion; right: KnownVersion }): ReactNode {
  const { timeZone } = useSession().workspace;
  const head = ({ backendId, backendName, number }: KnownVersion): ReactNode => <Link className={css.link} to={`/backends/${backendId}/versions/${number}`}>{policyWords.version(backendName, number)}</Link>;
  const cell = (version: KnownVersion) => ({ told, shown }: Fact): ReactNode => <span className={css.fact}>{(shown ?? told)(version)}</span>;
  return (
    <Section title={words.facts}>
      <DataTable
        caption={words.factsCaption} rows={factsIn(timeZone)} keyOf={({ name }) => name}
        columns={[
          { head: words.fact, cell: ({ name, told }) => <>{name}{told(left) !== told(right) && <span className={css.differs}>{words.differs}</span>}</> },
          { head: head(left), cell: cell(left) }, { head: head(right), cell: cell(right) },
        ]}
      />
    </Section>
  );
}
