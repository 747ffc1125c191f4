import type { EvaluationComparison } from '#contracts';
import { z } from 'zod';

const Judgement = z.object({
  better: z.string().transform((better) => better.trim().toUpperCase().replace(/^ANSWER\s+/, '').replace(/[\s-]+/g, '_')).pipe(z.enum(['A', 'B', 'TIE', 'BOTH_BAD'])),
  reason: z.string().trim().transform((reason) => [...reason].slice(0, 500).join('')).catch(''),
});
export type Judgement = z.output<typeof Judgement>;

/** A model that runs in circles writes braces without end. */
const MOST_OBJECTS = 100;

/** What a judge said, however it wrapped it up: the first object of its reply that has our form; null when there is none. */
export function readJudgement(reply: string): Judgement | null {
  // Quotes in the words around the object need not match: it is looked for again without regard to them.
  for (const quotes of [true, false]) {
    for (const object of objectsIn(reply, quotes)) {
      const read = Judgement.safeParse(parsed(object));
      if (read.success) return read.data;
    }
  }
  return null;
}

/** What stands between matching braces and may be an object, inner ones first, in one pass. @param quotes braces between quotes are words */
export function objectsIn(reply: string, quotes: boolean): string[] {
  const [objects, opened] = [[] as string[], [] as number[]];
  let quoted = false;
  for (let at = 0; at < reply.length && objects.length < MOST_OBJECTS; at++) {
    const sign = reply[at]!;
    if (quoted && sign === '\\') at++;
    else if (sign === '\n') quoted = false;
    else if (quotes && sign === '"' && opened.length > 0) quoted = !quoted;
    else if (!quoted && sign === '{') opened.push(at);
    else if (!quoted && sign === '}') {
      const object = reply.slice(opened.pop() ?? at, at + 1);
      if (/^\{\s*"/.test(object)) objects.push(object);
    }
  }
  return objects;
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
