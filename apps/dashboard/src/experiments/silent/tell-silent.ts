import type { NonResponse } from '#contracts';
import { count } from '../../format.ts';
import { tellP } from '../../told-p.ts';
import { tellRange, tellValue } from '../compared/measures.ts';
import { words } from './strings.ts';

/** One plain sentence on whether ratings compare; `nameOf` gives the names of variants. */
export function tellSilent(all: readonly NonResponse[], nameOf: (variantId: string) => string): { alarm: boolean; sentence: string } {
  const tests = all.flatMap(({ variantId, test }) => (test ? [{ variantId, ...test }] : []));
  const odd = tests.filter(({ notComparable }) => notComparable).map(({ variantId }) => nameOf(variantId));
  if (odd.length > 0) return { alarm: true, sentence: words.alarm(new Intl.ListFormat('en').format(odd)) };
  return { alarm: false, sentence: tests.length > 0 ? words.fine : words.open };
}

/** Whether the ratings of one variant compare with the control's. */
export function tellComparable({ test }: NonResponse, isControl: boolean): string {
  if (isControl) return words.control;
  if (!test) return words.untested;
  return (test.notComparable ? words.notComparable : words.comparableAs)(tellP(test.sequentialP ?? test.p), tellP(test.p));
}

/** The difference with each rating weighted by who rates, or why there is none. */
export function tellWeighted(weighted: NonResponse['weighted'], isControl: boolean): string {
  if (isControl) return words.control;
  switch (weighted?.kind) {
    case 'difference': return words.weightedAs(tellValue('csat', weighted.value), tellRange('csat', weighted), tellValue('csat', weighted.unweighted));
    case 'no-spread': return words.noSpread(tellValue('csat', weighted.value));
    case 'too-few': return words.tooFew(count(weighted.have), count(weighted.need));
    case 'alike': return words.alike;
    case undefined: return words.notKept;
  }
}
