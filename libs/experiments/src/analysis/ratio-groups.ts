import type { ArrivalGroup, Evidence, RatioGroup, SampleRatio } from '#contracts';
import { holm, sampleRatio, sharesOverEpochs, type EpochShares } from '#stats';
import { groupsOf, unitsIn } from './arrival-tables.ts';
import { comparable, expectedIn } from './sample-ratio.ts';

const kinds = ['topic', 'language', 'hour', 'browser'] as const;

/**
 * How the units of each topic, language, time of day and browser were shared out, the worst first: where it goes wrong, if it
 * does. Last, and untested, by whether another engine answered: that hangs on the variants themselves.
 */
export function ratioGroups(evidence: Pick<Evidence, 'variants' | 'epochs' | 'arrivals'>): Pick<SampleRatio, 'groups'> {
  if (!evidence.arrivals) return {};
  const all = kinds.flatMap((kind) => groupsOf(evidence, kind).map((group) => ratioOf(evidence, kind, group)));
  const afterwards = groupsOf(evidence, 'fallback').map((group) => ({ ...ratioOf(evidence, 'fallback', group), p: null, adjustedP: null }));
  const adjusted = holm(all.map(({ p }) => p));
  const rank = (p: number | null): number => p ?? Infinity;
  const tested = all.map((one, at) => ({ ...one, adjustedP: adjusted[at] ?? null })).sort((a, b) => (rank(a.p) === rank(b.p) ? 0 : rank(a.p) - rank(b.p)));
  return { groups: [...tested, ...afterwards] };
}

function ratioOf(evidence: Pick<Evidence, 'variants' | 'epochs'>, kind: RatioGroup['kind'], group: readonly [ArrivalGroup, ...ArrivalGroup[]]): Omit<RatioGroup, 'adjustedP'> {
  const [{ key, name }] = group;
  const shares = evidence.epochs.map(({ number, weights }): EpochShares => ({ weights: evidence.variants.map(({ id }) => weights[id] ?? 0), units: unitsIn(group, evidence, number) }));
  const sum = (of: (epoch: EpochShares) => number): number => shares.reduce((total, epoch) => total + of(epoch), 0);
  return {
    kind, key, name, p: pOf(shares),
    variants: evidence.variants.map(({ id }, at) => ({ variantId: id, assigned: sum(({ units }) => units[at] ?? 0), expected: sum((epoch) => expectedIn(epoch, at)) })),
  };
}

/** Null while there are too few; 0 where units turned up in a variant that was meant to get none. */
function pOf(shares: readonly EpochShares[]): number | null {
  if (!comparable(shares)) return null;
  const found = sampleRatio(sharesOverEpochs(shares));
  return found.kind === 'test' ? found.pValue : found.kind === 'outside-plan' ? 0 : null;
}
