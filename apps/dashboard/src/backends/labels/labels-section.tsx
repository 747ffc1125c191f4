import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BackendLabels, BackendVersion, LabelMove, VersionLabel } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { instant } from '../../format.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import { LabelChips } from './label-chips.tsx';
import { LabelForm } from './label-form.tsx';
import { words } from './strings.ts';
import { useLabels, useMoveLabel } from './use-labels.ts';
import css from './labels.module.css';

interface Props {
  backendId: string;
  versions: readonly BackendVersion[];
}

/** Which version carries which label, the way back, and how it came to be. */
export function LabelsSection({ backendId, versions }: Props): ReactNode {
  const reading = useLabels(backendId);
  const may = useMay('models:write');
  /** The label that is being put; null: no form. */
  const [putting, setPutting] = useState<string | null>(null);
  return (
    <Section title={words.title} actions={may && reading.data && <Button variant="default" size="compact-sm" onClick={() => setPutting('')}>{words.put}</Button>}>
      <p className={css.note}>{words.hint}</p>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={2} />}>
        {(known) => (
          <>
            {known.labels.length === 0 ? <p className={css.note}>{words.none}</p> : <Labels backendId={backendId} known={known} mayMove={may} onMove={setPutting} />}
            {known.moves.length > 0 && <Disclosure summary={words.history}><History backendId={backendId} moves={known.moves} /></Disclosure>}
            {putting !== null && <LabelForm backendId={backendId} versions={versions} known={known} label={putting} onClose={() => setPutting(null)} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

const VersionLink = ({ backendId, version }: { backendId: string; version: LabelMove['to'] }): ReactNode =>
  (version ? <Link className={css.link} to={`/backends/${backendId}/versions/${version.number}`}>{words.version(version.number)}</Link> : <span className={css.soft}>{words.noVersion}</span>);

function Labels({ backendId, known, mayMove, onMove }: { backendId: string; known: BackendLabels; mayMove: boolean; onMove: (label: string) => void }): ReactNode {
  const { timeZone } = useSession().workspace;
  const move = useMoveLabel(backendId);
  const before = ({ label }: VersionLabel): LabelMove['from'] => known.moves.find((one) => one.label === label)?.from ?? null;
  const followed = known.followedBy.map(({ name }) => name).join(', ');
  return (
    <DataTable
      caption={words.title} rows={known.labels} keyOf={({ label }) => label}
      columns={[
        { head: words.columns.label, cell: ({ label }) => <LabelChips labels={[label]} /> },
        { head: words.columns.version, cell: ({ version }) => <VersionLink backendId={backendId} version={version} /> },
        { head: words.columns.moved, cell: ({ label, by, at }) => (
          <span className={css.wide}>{words.byAt(by, instant(at, timeZone))}{label === 'production' && followed && <><br /><span className={css.soft}>{words.followedBy(followed)}</span></>}</span>
        ) },
        { head: <span className="visually-hidden">{words.columns.acts}</span>, numeric: true, cell: (row) => {
          const { label, version } = row;
          const back = before(row);
          return mayMove && (
            <span className={css.acts}>
              {back && <Button variant="default" size="compact-sm" aria-label={words.backOf(label, back.number)} onClick={() => void move({ label, from: version, to: back, message: words.backMessage(back.number) })}>{words.back(back.number)}</Button>}
              <Button variant="default" size="compact-sm" aria-label={words.moveOf(label)} onClick={() => onMove(label)}>{words.move}</Button>
              {!(label === 'production' && followed) && <Button variant="subtle" color="gray" size="compact-sm" aria-label={words.offOf(label)} onClick={() => void move({ label, from: version, to: null })}>{words.off}</Button>}
            </span>
          );
        } },
      ]}
    />
  );
}

function History({ backendId, moves }: { backendId: string; moves: readonly LabelMove[] }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { moves: heads } = words;
  return (
    <DataTable
      caption={words.historyCaption} rows={moves} keyOf={({ id }) => id}
      columns={[
        { head: heads.label, cell: ({ label }) => <LabelChips labels={[label]} /> },
        { head: heads.from, cell: ({ from }) => <VersionLink backendId={backendId} version={from} /> },
        { head: heads.to, cell: ({ to }) => <VersionLink backendId={backendId} version={to} /> },
        { head: heads.by, cell: ({ by }) => by },
        { head: heads.message, cell: ({ message }) => (message ? <span className={css.wide}>{message}</span> : <span className={css.soft}>{words.noMessage}</span>) },
        { head: heads.at, numeric: true, cell: ({ at }) => instant(at, timeZone) },
      ]}
    />
  );
}
