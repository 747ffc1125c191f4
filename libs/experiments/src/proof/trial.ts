import { dealtUnits, sumsOfUnits, timesOfUnits, type DealtUnit, type PhaseKey } from '#analytics';
import type { Experiment } from '#contracts';
import type { EntityManager } from 'typeorm';
import { measureNamed, type Measure } from '../analysis/measures.ts';
import { comparedIn } from '../analysis/plan.ts';
import type { Trial, TriedMeasure } from './play-dealing.ts';

/** Some ten to thirty seconds of computing for a thousand permutations. */
const MOST_UNITS = 10_000;

/** An experiment's own units, a sample of them where there are very many, with what its deciding measure and its guardrails know of them. */
export async function readTrial(tx: EntityManager, phase: PhaseKey, { experiment, cap, seed, alpha }: { experiment: Experiment; cap: number | null; seed: number; alpha: number }): Promise<Trial & { inAll: number }> {
  const { decision, variants, plannedRatings } = experiment;
  // The control's twin is no part of the rules that are tried.
  const order = variants.filter(({ isTwin }) => !isTwin).sort((a, b) => Number(b.isControl) - Number(a.isControl)).map(({ id }) => id);
  const dealt = await dealtUnits(tx, phase, { limit: MOST_UNITS, seed });
  const units = dealt.units.filter(({ variantId }) => order.includes(variantId));
  const read = (measure: Measure): Promise<TriedMeasure> => readMeasure(tx, phase, measure, { units, cap });
  const guardrails: Trial['guardrails'][number][] = [];
  for (const { measure, margin, marginIs } of decision.guardrails) {
    const named = measureNamed(measure);
    guardrails.push({ measure: await read(named), margin: { better: named.better === 'more' ? 'higher' : 'lower', margin, marginIs } });
  }
  return {
    units: units.map(({ variantId, epoch }) => ({ variant: order.indexOf(variantId), epoch })), variants: order.length,
    primary: await read(measureNamed(decision.primary)), guardrails, inAll: dealt.inAll,
    compared: comparedIn({ variants: variants.map(({ id, isControl, isTwin }) => ({ id, isControl, ...(isTwin && { isTwin }) })), plan: { decision, units: plannedRatings, alpha } }),
  };
}

async function readMeasure(tx: EntityManager, phase: PhaseKey, { measure, source }: Measure, { units, cap }: { units: readonly DealtUnit[]; cap: number | null }): Promise<TriedMeasure> {
  const whose = [...new Set(units.map(({ who }) => who))];
  if (source.kind === 'sums') {
    const known = new Map((await sumsOfUnits(tx, phase, measure, { cap, whose })).map((row) => [keyOf(row), [Number(row.y), Number(row.x)] as const]));
    // Without a denominator nothing is measured, unless a cost stands there that nothing was got for.
    return { kind: 'sums', of: units.map((unit) => known.get(keyOf(unit)) ?? null).map((sum) => (sum && (sum[0] !== 0 || sum[1] !== 0) ? sum : null)) };
  }
  const known = new Map((await timesOfUnits(tx, phase, source.metric, whose)).map((row) => [keyOf(row), Object.entries(row.buckets).map(([bucket, answers]) => [Number(bucket), answers] as const).sort(([a], [b]) => a - b)]));
  return { kind: 'latency', q: source.q, of: units.map((unit) => known.get(keyOf(unit)) ?? null) };
}

const keyOf = ({ variantId, epoch, who }: DealtUnit): string => `${variantId} ${epoch} ${who}`;
