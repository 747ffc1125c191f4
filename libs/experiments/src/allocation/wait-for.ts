import type { AllocationWait, ComparedMeasure, Evidence } from '#contracts';
import { measureNamed } from '../analysis/measures.ts';
import { assignedUnits } from '../analysis/pace.ts';
import { comparedIn } from '../analysis/plan.ts';
import { measureNames, sayCount } from '../analysis/say.ts';
import { between } from '../analysis/strata.ts';
import type { ClosedCell, EstimatedVariant, Rivals } from './estimates.ts';

/** Closed units of each variant before shares follow them. */
const FEWEST_CLOSED = 100;

/** What is known before the question whether to step. */
export interface Known {
  estimates: readonly EstimatedVariant[] | null;
  closed: readonly ClosedCell[];
  trusted: Rivals | null;
  next: readonly number[] | null;
  urgent: boolean;
  dueAt: string | null;
}

type Part = Partial<AllocationWait> & Pick<AllocationWait, 'why' | 'sentence'>;
const wait = (part: Part): AllocationWait => ({ variantId: null, have: null, need: null, ...part });

/** Why the shares stay as they are for now; null where the step may be made. */
export function waitFor(evidence: Evidence, known: Known): AllocationWait | null {
  if (evidence.experiment.state !== 'running') return wait({ why: 'state', sentence: 'Shares move only while the experiment runs.' });
  return (known.urgent ? null : notReady(evidence, known)) ?? tooSoon(evidence, known);
}

function notReady(evidence: Evidence, known: Known): AllocationWait | null {
  const fewest = fewestClosed(evidence, known);
  if (fewest.have < FEWEST_CLOSED) return fewest;
  if (!known.trusted) return wait({ why: 'no_spread', sentence: `All visitors show the same ${measureNames[evidence.plan.decision.primary]}: there is nothing to follow.` });
  return tooShort(evidence) ?? (known.next ? null : wait({ why: 'settled', sentence: 'The shares are within two points of what is asked for: they stay.' }));
}

/** Closed units of each variant: over the epochs that are compared, or in its largest one while none is. */
export function closedUnits({ variants }: Pick<Evidence, 'variants'>, { estimates, closed }: Pick<Known, 'estimates' | 'closed'>): Map<string, number> {
  const largest = (id: string): number => Math.max(0, ...closed.filter(({ variantId }) => variantId === id).map(({ sums }) => Number(sums.units)));
  return new Map(variants.map(({ id }) => [id, estimates?.find(({ variantId }) => variantId === id)?.units ?? largest(id)]));
}

function fewestClosed(evidence: Evidence, known: Known): AllocationWait & { have: number } {
  const [variantId, have] = [...closedUnits(evidence, known)].sort(([, a], [, b]) => a - b)[0]!;
  const name = evidence.variants.find(({ id }) => id === variantId)?.name ?? '';
  const sentence = `Waiting for visitors who count in the ${measureNames[evidence.plan.decision.primary]} and of whom nothing more is to come: ${name} has ${sayCount(have)} of ${sayCount(FEWEST_CLOSED)}.`;
  return { ...wait({ why: 'closed_units', variantId, need: FEWEST_CLOSED, sentence }), have };
}

/** Part of all visitors that a period has at least: their number stays small at any size, and what came before is not soon outweighed. */
const LEAST_PART = 0.05;

/** A period that is too short to be compared on its own is lost to the verdict, so it is not closed before. */
function tooShort(evidence: Evidence): AllocationWait | null {
  const [all, own] = [assignedUnits(evidence.epochs), assignedUnits(evidence.epochs.slice(-1))];
  const least = Math.ceil(LEAST_PART * all);
  if (own < least) return wait({ why: 'period', have: own, need: least, sentence: `The present period has ${sayCount(own)} visitors; the next step waits for ${sayCount(least)}, a twentieth of all.` });
  const lacking = ofVerdict(evidence).flatMap((measure) => lackIn(evidence, measure)).sort((a, b) => a.have / a.need - b.have / b.need);
  const [most] = lacking;
  return most ? wait({ why: 'period', have: most.have, need: most.need, sentence: `A step opens another period, and the present one cannot be compared on its own yet: the ${measureNames[most.measure]} needs ${sayCount(most.need)} visitors of each variant and has ${sayCount(most.have)}.` }) : null;
}

const ofVerdict = ({ plan: { decision } }: Evidence): ComparedMeasure[] => [decision.primary, ...decision.guardrails.map(({ measure }) => measure)];

function lackIn({ cells, latency, ...evidence }: Evidence, measure: ComparedMeasure): { measure: ComparedMeasure; have: number; need: number }[] {
  const { controlId, treatmentIds } = comparedIn(evidence);
  const present = evidence.epochs.at(-1)?.number;
  const own = { cells: cells.filter(({ epoch }) => epoch === present), latency: latency.filter(({ epoch }) => epoch === present) };
  return treatmentIds.flatMap((id) => {
    const { difference } = between(own, measureNamed(measure), controlId, id);
    return difference.kind === 'too-few' ? [{ measure, have: difference.have, need: difference.need }] : [];
  });
}

function tooSoon({ takenAt }: Evidence, { dueAt }: Known): AllocationWait | null {
  return dueAt !== null && Date.parse(takenAt) < Date.parse(dueAt) ? wait({ why: 'hour', sentence: 'Shares move once an hour at most, so that nobody meets another product every few minutes.' }) : null;
}
