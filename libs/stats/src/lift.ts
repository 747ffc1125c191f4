import type { Estimate, Interval, NoSpread } from './answers.ts';
import { tHalfWidth } from './distributions.ts';

/** (treatment - control) / |control|: 0.1 is ten per cent more. */
export interface LiftEstimate extends Interval {
  kind: 'estimate';
  value: number;
  method: 'delta' | 'fieller';
}

/** The data speak only against lifts between `low` and `high`, which is -low: a control near 0 allows all beyond, on either side. */
export interface LiftBeyond extends Interval {
  kind: 'beyond';
  value: number;
}

/** The control may be 0, so no lift can be ruled out. */
export interface AnyLift {
  kind: 'any-lift';
}

type Side = Pick<Estimate, 'value' | 'standardError'>;

/**
 * Standard errors between the control and 0 from which the delta method is trusted. Its 95 % interval holds the truth in
 * 92.5 % of 100,000 simulations at 3, in 94.1 % at 5, in 95.2 % at 10 (true lift 1/2); choosing the method at 3 by the
 * data that it is then used on leaves 90.0 % there.
 */
const FAR_FROM_ZERO = 10;

/**
 * Relative difference of two independent values with its interval: by the delta method, or by Fieller's theorem where the
 * control lies less than 10 of its standard errors from 0.
 *
 * @param control in the unit of the metric; a side without spread counts as known exactly
 * @param confidence 0.5..0.9999; normal quantiles
 * @returns `beyond` or `any-lift` where the set of possible lifts is no interval; `no-spread` when neither side varies
 * @throws RangeError when both sides are known and the control is 0, or the confidence is out of range
 * @see E. C. Fieller (1954), JRSS B 16(2), 175-185; delta method: var = vB / A^2 + vA B^2 / A^4
 */
export function lift(control: Estimate | NoSpread, treatment: Estimate | NoSpread, confidence = 0.95): LiftEstimate | LiftBeyond | AnyLift | NoSpread {
  const z = tHalfWidth(confidence, Infinity);
  const [a, b] = [known(control), known(treatment)];
  if (a.standardError === 0 && a.value === 0) throw new RangeError('there is no lift over a control of 0');
  const value = (b.value - a.value) / Math.abs(a.value);
  if (a.standardError === 0 && b.standardError === 0) return { kind: 'no-spread', value, units: control.units + treatment.units };
  if (Math.abs(a.value) < FAR_FROM_ZERO * a.standardError) return fieller(a, b, z);
  const reach = (z * Math.hypot(b.standardError, (a.standardError * b.value) / a.value)) / Math.abs(a.value);
  return { kind: 'estimate', method: 'delta', value, low: value - reach, high: value + reach };
}

function known(side: Estimate | NoSpread): Side {
  return { value: side.value, standardError: side.kind === 'estimate' ? side.standardError : 0 };
}

/** All ratios r = B / A that the test of B - r A = 0 keeps: a quadratic inequality f r^2 - 2 A B r + g <= 0. */
function fieller(a: Side, b: Side, z: number): LiftEstimate | LiftBeyond | AnyLift {
  const f = a.value ** 2 - (z * a.standardError) ** 2;
  const g = b.value ** 2 - (z * b.standardError) ** 2;
  const root = (a.value * b.value) ** 2 - f * g;
  // Over a control of exactly 0 every lift is possible, and none can be computed.
  if (a.value === 0 || f === 0 || root < 0) return { kind: 'any-lift' };
  const ratios = [-1, 1].map((side) => (a.value * b.value + side * Math.sqrt(root)) / f);
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  const value = liftOf(b.value / a.value, a.value);
  if (f < 0) return beyond(value, Math.min(most - 1, 1 - least));
  const ends = [least, most].map((ratio) => liftOf(ratio, a.value));
  return { kind: 'estimate', method: 'fieller', value, low: Math.min(...ends), high: Math.max(...ends) };
}

/** The control's sign is not known, so a lift is ruled out only if it is with either sign. */
function beyond(value: number, reach: number): LiftBeyond | AnyLift {
  return reach > 0 ? { kind: 'beyond', value, low: -reach, high: reach } : { kind: 'any-lift' };
}

function liftOf(ratio: number, control: number): number {
  return Math.sign(control) * (ratio - 1);
}
