import { usualAlpha } from '#contracts';
import type { Question } from './question.ts';

/** The largest sample that an experiment takes. */
export const MOST_PLANNED = 10_000_000;
const WHOLE = 10_000;

/** Where a draft is filled in: a new one, or an experiment's. */
const formOf = (from: string | null): string => (from === null || from === 'new' ? '/experiments/new' : `/experiments/${encodeURIComponent(from)}/edit`);

/** Back to the draft as it was left. */
export const draftAddress = (from: string): string => `${formOf(from)}?draft=kept`;

/** Where a plan is used: the draft that it was made for, or a new one with the site, the variants and the share of the plan. What was planned for decides. */
export function target({ from, traffic, variants, participation, measure, looks, alpha }: Question, siteId: string, plannedRatings: number): string {
  const decided = { ...(looks === 'end' && { design: 'hybrid' }), ...(alpha !== usualAlpha && { alpha: String(alpha) }) };
  if (from !== null) return `${draftAddress(from)}&${new URLSearchParams({ plannedRatings: String(plannedRatings), primary: measure, ...decided }).toString()}`;
  const query = new URLSearchParams({ ...decided, plannedRatings: String(plannedRatings), primary: measure, siteId, traffic, variants: String(variants), coverage: String(Math.round(participation * WHOLE)) });
  return `${formOf(null)}?${query.toString()}`;
}
