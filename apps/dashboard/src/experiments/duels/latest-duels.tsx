import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Duel } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { instant, middle } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useSession } from '../../session.tsx';
import css from './duels.module.css';
import { words } from './strings.ts';
import { useLatestDuels } from './use-duels.ts';

const text = words.latestColumns;
const LONGEST = 80;

/** The newest choices, each with a way to its conversation. */
export function LatestDuels({ experimentId }: { experimentId: string }): ReactNode {
  const [opened, setOpened] = useState(false);
  const reading = useLatestDuels(experimentId, opened);
  return (
    <details className={css.details} data-print="out" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{words.latest}</summary>
      {opened && <Loaded reading={reading} skeleton={<RowsSkeleton rows={3} />}>{({ items }) => <Table duels={items} />}</Loaded>}
    </details>
  );
}

function Table({ duels }: { duels: readonly Duel[] }): ReactNode {
  const { timeZone } = useSession().workspace;
  const side = (which: 'left' | 'right') => ({ revealed }: Duel): ReactNode => <span className={css.name}>{revealed?.[which].variantName ?? revealed?.[which].backendName}</span>;
  return (
    <DataTable
      caption={words.latest} rows={duels} keyOf={({ id }) => id}
      columns={[
        { head: text.question, cell: ({ conversationId, question }) => <Link className={css.question} to={`/conversations/${conversationId}`} title={question} dir="auto">{middle(question, LONGEST) || words.forgotten}</Link> },
        { head: text.left, cell: side('left') }, { head: text.right, cell: side('right') },
        { head: text.choice, cell: ({ result }) => result && words.results[result] },
        { head: text.when, cell: ({ decidedAt }) => decidedAt && instant(decidedAt, timeZone) },
      ]}
    />
  );
}
