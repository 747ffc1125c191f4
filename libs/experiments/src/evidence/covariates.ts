import type { KnownMomentsRow } from '#analytics';
import type { CovariateCell, Evidence, UnitSums } from '#contracts';
import { addSums } from '../analysis/sums.ts';
import { commonest, topicName, type Names } from './known-before.ts';

const MOST_TOPICS = 8;
/** Units of each variant that something must hold for, and not hold for, to be worth its place. */
const FEWEST = 20;
/** As the regression asks for. */
const UNITS_PER_PLACE = 20;

/** Something that was known of a unit, or was not: counts as 1 where it holds. */
interface Covariate {
  name: string;
  /** At most all but one of a group can be taken: they add up to 1. */
  group: 'topic' | 'earlier';
  holds: (row: KnownMomentsRow) => boolean;
}

/**
 * Joint moments of a measure and what was known of its units before they were assigned: which of the commonest topics the
 * first message was about, whether it has one, and how the visitor had rated before. All are indicators, so their moments
 * follow from sums of whole numbers, exactly.
 *
 * What is taken hangs on how many units there are of each kind, never on how they fared.
 */
export function covariatesOf(rows: readonly KnownMomentsRow[], variantIds: readonly string[], names: Names): Required<Pick<Evidence, 'covariates' | 'covariateNames'>> {
  const taken = chosen(rows, variantIds, names);
  if (taken.length === 0) return { covariates: [], covariateNames: [] };
  return { covariates: cellsOf(rows, taken), covariateNames: taken.map(({ name }) => name) };
}

/** Units of one variant and epoch that are alike in all that is taken. */
interface Alike {
  /** In the order of what is taken. */
  holds: readonly boolean[];
  sums: UnitSums;
}

/** Put together first, because there are far fewer kinds of units than topics. */
function cellsOf(rows: readonly KnownMomentsRow[], taken: readonly Covariate[]): CovariateCell[] {
  const cells = new Map<string, { variantId: string; epoch: number; alike: Map<string, Alike> }>();
  for (const row of rows) {
    const { variantId, epoch, topic: _topic, earlier: _earlier, ...sums } = row;
    const holds = taken.map((one) => one.holds(row));
    const place = JSON.stringify([variantId, epoch]);
    const cell = cells.get(place) ?? { variantId, epoch, alike: new Map<string, Alike>() };
    const before = cell.alike.get(holds.join());
    cells.set(place, cell);
    cell.alike.set(holds.join(), { holds, sums: before ? addSums(before.sums, sums) : sums });
  }
  return [...cells.values()].map(({ variantId, epoch, alike }) => ({ variantId, epoch, ...jointMoments([...alike.values()], taken.length) }));
}

/** Those that tell most units apart first, as many as the largest epoch has units for. */
function chosen(rows: readonly KnownMomentsRow[], variantIds: readonly string[], names: Names): Covariate[] {
  const pooled = overEpochs(rows);
  const unitsOf = (variantId: string, holds: Covariate['holds']): number => pooled.filter((row) => row.variantId === variantId && holds(row)).reduce((sum, { units }) => sum + Number(units), 0);
  const tellsApart = ({ holds }: Covariate): number => Math.min(...variantIds.flatMap((id) => [unitsOf(id, holds), unitsOf(id, (row) => !holds(row))]));
  const worth = candidates(pooled, names).map((one) => ({ one, units: tellsApart(one) })).filter(({ units }) => units >= FEWEST).sort((a, b) => b.units - a.units).map(({ one }) => one);
  return withoutSums(worth, pooled).slice(0, Math.max(0, Math.floor(smallestOfLargest(rows, variantIds) / UNITS_PER_PLACE) - 1));
}

function overEpochs(rows: readonly KnownMomentsRow[]): KnownMomentsRow[] {
  const pooled = new Map<string, KnownMomentsRow>();
  for (const row of rows) {
    const kind = JSON.stringify([row.variantId, row.topic, row.earlier]);
    const before = pooled.get(kind);
    pooled.set(kind, before ? { ...before, ...addSums(before, row) } : { ...row, epoch: 0 });
  }
  return [...pooled.values()];
}

/** Units of the variant with fewest, in the epoch in which that is most. */
function smallestOfLargest(rows: readonly KnownMomentsRow[], variantIds: readonly string[]): number {
  const units = new Map<number, Map<string, number>>();
  for (const row of rows) {
    const own = units.get(row.epoch) ?? new Map<string, number>();
    units.set(row.epoch, own.set(row.variantId, (own.get(row.variantId) ?? 0) + Number(row.units)));
  }
  return Math.max(0, ...[...units.values()].map((own) => Math.min(...variantIds.map((id) => own.get(id) ?? 0))));
}

function candidates(rows: readonly KnownMomentsRow[], names: Names): Covariate[] {
  const topics = commonest(rows.flatMap(({ topic, units }) => (topic === null ? [] : [[topic, Number(units)] as const]))).slice(0, MOST_TOPICS);
  return [
    ...topics.map((topic): Covariate => ({ name: topicName(topic, names), group: 'topic', holds: (row) => row.topic === topic })),
    { name: 'No known topic', group: 'topic', holds: ({ topic }) => topic === null },
    { name: 'Rated 4 or better before', group: 'earlier', holds: ({ earlier }) => earlier === 'happy' },
    { name: 'Rated below 4 before', group: 'earlier', holds: ({ earlier }) => earlier === 'unhappy' },
  ];
}

/** Where each unit has one of a group, the last one says nothing beyond the others. */
function withoutSums(worth: readonly Covariate[], rows: readonly KnownMomentsRow[]): Covariate[] {
  const needless = (['topic', 'earlier'] as const).flatMap((group) => {
    const own = worth.filter((one) => one.group === group);
    return own.length > 0 && rows.every((row) => own.some(({ holds }) => holds(row))) ? own.slice(-1) : [];
  });
  return worth.filter((one) => !needless.includes(one));
}

/** Means and sums of co-deviations of (y, x, each covariate), from exact sums; the last step alone rounds. */
function jointMoments(alike: readonly Alike[], covariates: number): Pick<CovariateCell, 'count' | 'means' | 'coDeviations'> {
  const total = (of: (sums: UnitSums) => string, places: readonly number[]): bigint =>
    alike.filter(({ holds }) => places.every((place) => holds[place])).reduce((sum, { sums }) => sum + BigInt(of(sums)), 0n);
  const first = [({ y }: UnitSums) => y, ({ x }: UnitSums) => x];
  const second = [[({ yy }: UnitSums) => yy, ({ xy }: UnitSums) => xy], [({ xy }: UnitSums) => xy, ({ xx }: UnitSums) => xx]];
  const units = ({ units: count }: UnitSums): string => count;
  const known = Array.from({ length: covariates }, (_, place) => place);
  const n = total(units, []);
  const firsts = [...first.map((of) => total(of, [])), ...known.map((place) => total(units, [place]))];
  /** The sum of the product of two places: an indicator picks units out. */
  const product = (i: number, j: number): bigint => {
    const measured = second[i]?.[j];
    if (measured) return total(measured, []);
    return total(first[Math.min(i, j)] ?? units, [i, j].filter((place) => place >= 2).map((place) => place - 2));
  };
  return {
    count: Number(n), means: firsts.map((sum) => Number(sum) / Number(n)),
    coDeviations: firsts.map((a, i) => firsts.map((b, j) => Number(n * product(i, j) - a * b) / Number(n))),
  };
}
