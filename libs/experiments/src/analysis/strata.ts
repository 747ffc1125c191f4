import type { Difference, Evidence } from '#contracts';
import {
  differenceOfLatencyMoments, differenceOfRatios, latencyFromMoments, mergePairMoments, NO_PAIR_MOMENTS, ratioInterval, stratifiedDifference,
  type DifferenceEstimate, type GuardrailSide, type LatencyMoments, type NoSpread, type PairMoments, type TooFew,
} from '#stats';
import type { Measure } from './measures.ts';
import { differenceOfRareShares } from './rare-shares.ts';
import { momentsOf } from './sums.ts';

export type Unknown = Extract<Difference, { kind: 'unknown' }>;

/** Two variants in one measure, compared within each epoch. */
export interface Between {
  difference: DifferenceEstimate | NoSpread | TooFew | Unknown;
  /** Both sides over the epochs that are compared, each epoch weighted by its units of both; null where nothing is compared. */
  sides: { control: GuardrailSide; treatment: GuardrailSide } | null;
  /** Epochs in which one of the two had too few units. */
  leftOut: number;
  /** Of the variant with fewer, in the epochs that are compared. */
  smallerUnits: number;
}

interface Stratum {
  difference: Between['difference'];
  control: GuardrailSide | null;
  treatment: GuardrailSide | null;
  units: readonly [control: number, treatment: number];
}

type Cells = Pick<Evidence, 'cells' | 'latency'>;

/**
 * A variant against the control, epoch by epoch: visitors are compared with those who were assigned under the same
 * weights, so that a change of weights on a busy day is not taken for an effect.
 */
export function between({ cells, latency }: Cells, { measure, source }: Measure, controlId: string, treatmentId: string): Between {
  if (source.kind === 'sums') {
    const of = (id: string): Sides<PairMoments> => new Map(cells.filter((cell) => cell.measure === measure && cell.variantId === id).map(({ epoch, sums }) => [epoch, momentsOf(sums)]));
    return betweenSums(of(controlId), of(treatmentId));
  }
  const { metric, q } = source;
  const of = (id: string): Sides<LatencyMoments> => new Map(latency.filter((cell) => cell.metric === metric && cell.variantId === id).map((cell) => {
    const sums = cell.upTo.find((one) => one.q === q)?.sums;
    return [cell.epoch, { buckets: cell.buckets, upTo: sums ? momentsOf(sums) : NO_PAIR_MOMENTS }] as const;
  }));
  return betweenLatencies(of(controlId), of(treatmentId), q);
}

/** One variant's moments by epoch. */
export type Sides<Moments> = ReadonlyMap<number, Moments>;

/** The same for a measure that is a ratio of sums. */
export function betweenSums(control: Sides<PairMoments>, treatment: Sides<PairMoments>): Between {
  const strata = epochsOf(control, treatment).map((epoch): Stratum => {
    const [a, b] = [control.get(epoch) ?? NO_PAIR_MOMENTS, treatment.get(epoch) ?? NO_PAIR_MOMENTS];
    return { difference: differenceOfSums(a, b), control: known(ratioInterval(a)), treatment: known(ratioInterval(b)), units: [a.x.count, b.x.count] };
  });
  const whole = (side: Sides<PairMoments>): PairMoments => [...side.values()].reduce(mergePairMoments, NO_PAIR_MOMENTS);
  return joined(strata, () => differenceOfSums(whole(control), whole(treatment)));
}

function differenceOfSums(control: PairMoments, treatment: PairMoments): DifferenceEstimate | NoSpread | TooFew {
  const difference = differenceOfRatios(control, treatment);
  return difference.kind === 'too-few' ? difference : (differenceOfRareShares(control, treatment) ?? difference);
}

/** The same for a quantile of response times. */
export function betweenLatencies(control: Sides<LatencyMoments>, treatment: Sides<LatencyMoments>, q: number): Between {
  const none = { buckets: {}, upTo: NO_PAIR_MOMENTS };
  const strata = epochsOf(control, treatment).map((epoch): Stratum => {
    const [a, b] = [control.get(epoch) ?? none, treatment.get(epoch) ?? none];
    const difference = differenceOfLatencyMoments(a, b, q);
    return {
      difference: difference.kind === 'censored' || difference.kind === 'open-ended' ? { kind: 'unknown', why: difference.kind } : difference,
      control: asSide(latencyFromMoments(a, q)), treatment: asSide(latencyFromMoments(b, q)), units: [a.upTo.x.count, b.upTo.x.count],
    };
  });
  return joined(strata, null);
}

const epochsOf = (control: ReadonlyMap<number, unknown>, treatment: ReadonlyMap<number, unknown>): number[] =>
  [...new Set([...control.keys(), ...treatment.keys()])].sort((a, b) => a - b);

const known = (side: ReturnType<typeof ratioInterval>): GuardrailSide | null => (side.kind === 'too-few' ? null : side);

/** A quantile whose interval reaches into the answers that never came has no standard error. */
const asSide = (side: ReturnType<typeof latencyFromMoments>): GuardrailSide | null =>
  side.kind === 'estimate' && side.standardErrorMs !== null
    ? { kind: 'estimate', value: side.ms, low: side.lowMs, high: side.highMs ?? Infinity, standardError: side.standardErrorMs, units: side.units }
    : null;

type Usable = Stratum & { difference: DifferenceEstimate | NoSpread };

const isUsable = (stratum: Stratum): stratum is Usable => stratum.difference.kind === 'estimate' || stratum.difference.kind === 'no-spread';

/** @param whole of all epochs together; null where they cannot be put together */
function joined(strata: readonly Stratum[], whole: (() => DifferenceEstimate | NoSpread | TooFew) | null): Between {
  const usable = strata.filter(isUsable);
  if (usable.length === 0) return { difference: whyNot(strata, whole?.() ?? null), sides: null, leftOut: 0, smallerUnits: 0 };
  const [first, ...others] = usable.map(({ difference }) => difference);
  const side = (at: 0 | 1): number => usable.reduce((sum, { units }) => sum + units[at], 0);
  return {
    difference: others.length === 0 ? first! : stratifiedDifference([first!, ...others]), sides: sidesOf(usable),
    leftOut: strata.length - usable.length, smallerUnits: Math.min(side(0), side(1)),
  };
}

/** Both sides with each epoch weighted alike, by the units of both: their difference is the stratified one. */
function sidesOf(usable: readonly Usable[]): Between['sides'] {
  const units = usable.reduce((sum, stratum) => sum + stratum.units[0] + stratum.units[1], 0);
  const side = (of: (stratum: Usable) => GuardrailSide | null, at: 0 | 1): GuardrailSide | null => {
    let [value, variance, own] = [0, 0, 0];
    for (const stratum of usable) {
      const one = of(stratum);
      if (!one) return null;
      const share = (stratum.units[0] + stratum.units[1]) / units;
      value += share * one.value;
      variance += one.kind === 'estimate' ? (share * one.standardError) ** 2 : 0;
      own += stratum.units[at];
    }
    const standardError = Math.sqrt(variance);
    return variance === 0 ? { kind: 'no-spread', value, units: own } : { kind: 'estimate', value, low: value - standardError, high: value + standardError, standardError, units: own };
  };
  const [control, treatment] = [side((stratum) => stratum.control, 0), side((stratum) => stratum.treatment, 1)];
  return control && treatment ? { control, treatment } : null;
}

/** Of each side, in one epoch. */
const FEWEST = 30;

/** Why no epoch can be compared: how many units are missing, all epochs together; several that are too small on their own say so one by one. */
function whyNot(strata: readonly Stratum[], whole: DifferenceEstimate | NoSpread | TooFew | null): TooFew | Unknown {
  const unknown = strata.map(({ difference }) => difference).find((difference): difference is Unknown => difference.kind === 'unknown');
  if (unknown) return unknown;
  if (whole?.kind === 'too-few') return whole;
  const missing = strata.map(({ difference }) => difference).filter((difference): difference is TooFew => difference.kind === 'too-few').sort((a, b) => b.have - a.have)[0];
  if (missing && strata.length === 1) return missing;
  const largest = Math.max(...strata.map(({ units }) => Math.min(...units)), 0);
  return { kind: 'too-few', have: largest, need: Math.max(largest + 1, missing?.need ?? FEWEST) };
}
