import { confidenceSequence, type Guardrail as Margin, type LabelledUnit, type LatencyMoments, type PairMoments } from '#stats';
import { isHarmed } from '../analysis/guardrails.ts';
import type { Compared } from '../analysis/plan.ts';
import { isAtEnd } from '../analysis/planned-end.ts';
import { betweenLatencies, betweenSums, type Between } from '../analysis/strata.ts';
import { RunningSums, RunningTimes, type UnitSum, type UnitTimes } from './running-moments.ts';

/** A measure of the units in their order; null: the unit says nothing of it. */
export type TriedMeasure =
  | { kind: 'sums'; of: readonly (UnitSum | null)[] }
  | { kind: 'latency'; q: number; of: readonly (UnitTimes | null)[] };

/** An experiment's own units with the rules that are tried on them. */
export interface Trial {
  /** In order of their assignment. */
  units: readonly LabelledUnit[];
  variants: number;
  primary: TriedMeasure;
  guardrails: readonly { measure: TriedMeasure; margin: Margin }[];
  /** How much error the rules may spend. */
  compared: Pick<Compared, 'sequence' | 'deciding'>;
}

/** Which rules called variants different where labels were dealt out by chance. */
export interface FalseAlarm {
  /** The confidence sequence at any of its looks, or the test at the planned end where the design has one. */
  sequence: boolean;
  /** p below alpha at the end, looked at once. */
  oneLook: boolean;
  /** p below alpha at any look: what many dashboards invite to. */
  everyLook: boolean;
  /** A guardrail that would have stopped the experiment, at any look. */
  harm: boolean;
}

const FIRST_LOOK = 100;
/** Times take longer to read: they are looked at more seldom. */
const GROWTH = { sums: 1.02, latency: 1.2 } as const;

/** Plays an experiment once, unit by unit, with the labels that were dealt out, by the rules that its results are read with. */
export function playDealing({ units, variants, primary, guardrails, compared: { sequence, deciding } }: Trial, labels: readonly number[]): FalseAlarm {
  const alarm: FalseAlarm = { sequence: false, oneLook: false, everyLook: false, harm: false };
  let ended = Array.from({ length: variants }, () => deciding.endAlpha === null);
  watch(primary, units, labels, variants, ({ difference, smallerUnits }, variant, last) => {
    if (difference.kind !== 'estimate') return;
    const seen = { ...difference, smallerUnits };
    const found = confidenceSequence(seen, deciding.sequence);
    if (found.kind === 'sequence' && (found.low > 0 || found.high < 0)) alarm.sequence = true;
    if (!ended[variant] && isAtEnd(seen, deciding.sequence.plannedUnits)) {
      ended = ended.with(variant, true);
      if (difference.pValue < (deciding.endAlpha ?? 0)) alarm.sequence = true;
    }
    if (difference.pValue >= sequence.alpha) return;
    alarm.everyLook = true;
    if (last) alarm.oneLook = true;
  });
  for (const { measure, margin } of guardrails) {
    const plan = { ...sequence, alpha: sequence.alpha / guardrails.length };
    watch(measure, units, labels, variants, ({ sides }) => { if (sides && isHarmed(sides, margin, plan)) alarm.harm = true; });
  }
  return alarm;
}

type Look = (found: Between, variant: number, last: boolean) => void;

function watch(measure: TriedMeasure, units: readonly LabelledUnit[], labels: readonly number[], variants: number, look: Look): void {
  const looks = looksUpTo(units.length, GROWTH[measure.kind]);
  const so = measure.kind === 'sums' ? sumsSoFar(measure.of, variants) : timesSoFar(measure, variants);
  units.forEach(({ epoch }, at) => {
    so.add(at, epoch, labels[at]!);
    if (!looks.has(at + 1)) return;
    for (let variant = 1; variant < variants; variant++) look(so.between(variant), variant, at + 1 === units.length);
  });
}

/** Numbers of units at which a look is due, the last one at all of them. */
function looksUpTo(units: number, growth: number): ReadonlySet<number> {
  const looks = new Set([units]);
  for (let at = FIRST_LOOK; at < units; at = Math.ceil(at * growth)) looks.add(at);
  return looks;
}

interface SoFar {
  add(unit: number, epoch: number, variant: number): void;
  between(variant: number): Between;
}

function sumsSoFar(of: readonly (UnitSum | null)[], variants: number): SoFar {
  const sides = Array.from({ length: variants }, () => new Map<number, RunningSums>());
  const moments = (variant: number): Map<number, PairMoments> => new Map(Array.from(sides[variant]!, ([epoch, side]) => [epoch, side.moments]));
  return {
    add: (unit, epoch, variant) => { if (of[unit]) cell(sides[variant]!, epoch, () => new RunningSums()).add(of[unit]); },
    between: (variant) => betweenSums(moments(0), moments(variant)),
  };
}

function timesSoFar({ of, q }: Extract<TriedMeasure, { kind: 'latency' }>, variants: number): SoFar {
  const sides = Array.from({ length: variants }, () => new Map<number, RunningTimes>());
  const moments = (variant: number): Map<number, LatencyMoments> => new Map(Array.from(sides[variant]!, ([epoch, side]) => [epoch, side.moments(q)]));
  return {
    add: (unit, epoch, variant) => { if (of[unit]) cell(sides[variant]!, epoch, () => new RunningTimes()).add(of[unit]); },
    between: (variant) => betweenLatencies(moments(0), moments(variant), q),
  };
}

function cell<Cell>(cells: Map<number, Cell>, epoch: number, make: () => Cell): Cell {
  let found = cells.get(epoch);
  if (!found) cells.set(epoch, (found = make()));
  return found;
}
