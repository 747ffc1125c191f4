import type { Comparison, DuelAgreement, DuelSummary } from '#contracts';
import { claimOf, type Claim } from '../analysis/standing.ts';

type Chance = NonNullable<DuelAgreement['duels']>;
type Side = Claim['side'];

/** Half is "no preference". */
const sideOf = ({ low, high }: Chance): Side => (low > 0.5 ? 'better' : high < 0.5 ? 'worse' : 'open');

/** Whether agents prefer what visitors rate higher: each variant against the control, as far as both are known. */
export const agreementOf = ({ ranking, variants }: Pick<DuelSummary, 'ranking' | 'variants'>, comparisons: readonly Comparison[]): DuelAgreement[] =>
  variants.filter(({ isControl }) => !isControl).map(({ variantId, overControl }) => {
    const duels = ranking.kind === 'strengths' && !ranking.disconnected ? overControl : null;
    const rated = comparisons.find((one) => one.variantId === variantId && one.measure === 'csat');
    const csat = rated ? claimOf(rated) : null;
    return { variantId, duels, csat: csat && { value: csat.value, low: csat.low, high: csat.high }, verdict: verdictOf(duels && sideOf(duels), csat?.side ?? null) };
  });

function verdictOf(duels: Side | null, csat: Side | null): DuelAgreement['verdict'] {
  if (duels === null || csat === null || duels === 'open' || csat === 'open') return 'unknown';
  return duels === csat ? 'agree' : 'disagree';
}
