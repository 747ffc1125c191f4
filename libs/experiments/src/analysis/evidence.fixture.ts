import { usualDecision, type ComparedMeasure, type Evidence, type EvidenceCell, type LatencyCell } from '#contracts';
import { latencyCellOf } from './latency-cell.ts';
import { sumsOf } from './sums.ts';

/** Units of one variant that count once each: `hits` of them, the others not. */
export const shares = (variantId: string, measure: ComparedMeasure, hits: number, of: number, epoch = 1): EvidenceCell =>
  ({ variantId, epoch, measure, sums: sumsOf(Array.from({ length: of }, (_, at) => [at < hits ? 1 : 0, 1] as const)) });

/** Visitors who rate once each, the scores in turn. */
export const ratings = (variantId: string, scores: readonly number[], count: number, epoch = 1): EvidenceCell =>
  ({ variantId, epoch, measure: 'csat', sums: sumsOf(Array.from({ length: count }, (_, at) => [scores[at % scores.length] ?? 0, 1] as const)) });

/** One answer a visitor. */
export const times = (variantId: string, metric: LatencyCell['metric'], ms: readonly number[], epoch = 1): LatencyCell =>
  ({ variantId, epoch, metric, ...latencyCellOf(ms.map((one) => [one])) });

const START = '2026-11-01T00:00:00.000Z';

/** A fortnight of an experiment with as many assigned to each variant as the first epoch says. */
export function evidenceOf({ assigned = { a: 500, b: 500 }, ...more }: Partial<Evidence> & { assigned?: Record<string, number> } = {}): Evidence {
  const ids = Object.keys(assigned);
  return {
    format: 'duet-evidence-1', takenAt: '2026-11-15T00:00:00.000Z',
    experiment: { id: 'e', name: 'Which?', hypothesis: '', siteName: 'Shop', state: 'running', traffic: 'live', unit: 'visitor', phase: 1, epoch: 1, startedAt: START, stoppedAt: null },
    plan: { units: 400, alpha: 0.05, decision: { ...usualDecision, guardrails: [] } },
    variants: ids.map((id, at) => ({ id, name: names[at] ?? id, kind: kinds[at] ?? 'hybrid', isControl: at === 0 })),
    epochs: [{ number: 1, startedAt: START, reason: '', weights: Object.fromEntries(ids.map((id) => [id, 10_000 / ids.length])), assigned, answered: assigned }],
    cells: [], latency: [], costCap: null, ratings: [], health: { mixed: 0, answers: {}, servedElsewhere: {} }, segments: [], covariates: [], looks: [], proof: null,
    ...more,
  };
}

const names = ['Prompt', 'Fine-tuned', 'Hybrid'];
const kinds = ['prompt', 'fine_tuned', 'hybrid'] as const;
