import type { ReactNode } from 'react';
import type { EpochCounts, Results } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { count, instant, weight } from '../../format.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { useSession } from '../../session.tsx';
import { lookedVariants } from '../looked-variants.ts';
import { WHOLE } from '../weights.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { words } from './strings.ts';
import page from '../experiments.module.css';

/** Adaptive shares open many periods: the last ones stand open. */
const MOST_SHOWN = 5;

/** Each period with the same weights and coverage: since when, why, and whom it brought to which variant. */
export function EpochsTable({ results: { epochs, variants } }: { results: Results }): ReactNode {
  const { timeZone } = useSession().workspace;
  if (epochs.length === 0) return null;
  // Everybody all the time is what one expects.
  const ramped = epochs.some(({ coverage }) => coverage !== null && coverage < WHOLE);
  const columns: Column<EpochCounts>[] = [
    { head: words.number, cell: ({ number }) => number },
    { head: words.since, cell: ({ startedAt }) => instant(startedAt, timeZone) },
    { head: words.reason, cell: ({ reason }) => <span className={page.wrapped}>{reason || <span className={page.small}>{words.none}</span>}</span> },
    ...(ramped ? [{ head: words.coverage, numeric: true, cell: ({ coverage }: EpochCounts) => coverage !== null && weight(coverage) }] : []),
    ...lookedVariants(variants).map(({ variant, look }) => ({ head: <VariantName look={look} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} />, cell: (epoch: EpochCounts) => toldOf(epoch, variant.id) })),
  ];
  const earlier = epochs.length > MOST_SHOWN ? epochs.slice(0, -MOST_SHOWN) : [];
  const named = (rows: readonly EpochCounts[], caption: string): ReactNode => <DataTable caption={caption} rows={rows} keyOf={({ number }) => String(number)} columns={columns} />;
  return (
    <Section title={words.title}>
      {named(epochs.slice(-MOST_SHOWN), words.title)}
      {earlier.length > 0 && <Disclosure summary={words.earlier(count(earlier.length))}>{named(earlier, words.earlier(count(earlier.length)))}</Disclosure>}
      <p className={page.note}>{words.note}</p>
      <WorkedOut panel="epochs" />
    </Section>
  );
}

function toldOf({ variants }: EpochCounts, id: string): ReactNode {
  const found = variants.find(({ variantId }) => variantId === id);
  return found ? <>{weight(found.weight)}<span className={page.small}>{words.told(count(found.assigned), count(found.answered))}</span></> : null;
}
