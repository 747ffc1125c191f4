import type { ComplierEffect, Comparison } from '#contracts';
import { count } from '../../format.ts';
import { tellRange, tellValue } from '../compared/measures.ts';
import { words } from './strings.ts';

type Claim = keyof typeof words.shown;

export interface ToldEffect {
  told: string;
  /** Null while there is nothing to say anything about. */
  claim: Claim | null;
}

/** The effect where the variant answered itself, with its interval and what may be said of it. */
export function tellComplier({ measure, effect }: ComplierEffect, better: Comparison['better']): ToldEffect {
  switch (effect.kind) {
    case 'too-few': return { told: words.tooFew(count(effect.have), count(effect.need)), claim: null };
    case 'no-spread': return { told: `${tellValue(measure, effect.value)}, ${words.same}`, claim: null };
    case 'effect': return { told: `${tellValue(measure, effect.value)} ${tellRange(measure, effect)}`, claim: claimOf(effect, better) };
  }
}

/** The difference by assignment with the interval of one look, as the other one has it. */
export function tellAssigned(comparison: Comparison | undefined): string {
  const { measure, difference } = comparison ?? {};
  return measure && difference?.kind === 'difference' ? `${tellValue(measure, difference.value)} ${tellRange(measure, difference)}` : words.notKnown;
}

function claimOf({ low, high }: { low: number; high: number }, better: Comparison['better']): Claim {
  if (low <= 0 && high >= 0) return 'open';
  return low > 0 === (better === 'more') ? 'better' : 'worse';
}
