import type { EvaluationComparison } from '#contracts';
import { z } from 'zod';

const Judgement = z.object({
  better: z.string().transform((better) => better.trim().toUpperCase().replace(/^ANSWER\s+/, '').replace(/[\s-]+/g, '_')).pipe(z.enum(['A', 'B', 'TIE', 'BOTH_BAD'])),
  reason: z.string().trim().transform((reason) => [...reason].slice(0, 500).join('')).catch(''),
});
export type Judgement = z.output<typeof Judgement>;

/** What a judge said, however it wrapped it up: the first object of its reply that has our form; null when there is none. */
export function readJudgement(reply: string): Judgement | null {
  for (let start = reply.indexOf('{'); start >= 0; start = reply.indexOf('{', start + 1)) {
    for (let end = reply.indexOf('}', start); end >= 0; end = reply.indexOf('}', end + 1)) {
      const read = Judgement.safeParse(parsed(reply.slice(start, end + 1)));
      if (read.success) return read.data;
    }
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Both looks at a pair, the candidate shown first and then second: whoever changes its mind with the sides has none. */
export function settle(candidateFirst: Judgement, candidateSecond: Judgement): Pick<EvaluationComparison, 'result' | 'reason'> {
  const [one, other] = [resultOf(candidateFirst, 'A'), resultOf(candidateSecond, 'B')];
  if (one === other) return { result: one, reason: candidateFirst.reason || candidateSecond.reason || null };
  return { result: 'tie', reason: 'The judge decided otherwise when the sides were swapped.' };
}

function resultOf({ better }: Judgement, candidate: 'A' | 'B'): EvaluationComparison['result'] {
  if (better === 'TIE') return 'tie';
  if (better === 'BOTH_BAD') return 'both_bad';
  return better === candidate ? 'candidate' : 'baseline';
}
