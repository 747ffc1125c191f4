import type { GateCheck, GateVerdict } from '#contracts';
import { groundedness, refusals } from './conduct-checks.ts';
import { cost, latency } from './effort-checks.ts';
import type { Measured } from './measured.ts';
import { adversarial, enoughCases, kinds, passRate } from './pass-checks.ts';
import { wins } from './wins-check.ts';

/** In the order in which reasons are told. */
const asked: readonly ((measured: Measured) => GateCheck)[] = [passRate, kinds, adversarial, groundedness, refusals, wins, latency, cost, enoughCases];

const names: Readonly<Record<GateCheck['name'], string>> = {
  pass_rate: 'cases passed', kinds: 'kinds of cases', adversarial: 'attacks', latency: 'time', cost: 'cost', refusals: 'missing answers', groundedness: 'sources', wins: 'comparisons', enough_cases: 'number of cases',
};

/**
 * Whether a candidate may go on to visitors. What was seen to be worse than allowed keeps it out, also where it can be chance,
 * and so does a check that could not be made; a loss that the interval merely leaves open is told and does not. With too few
 * cases nothing is decided.
 */
export function gate(measured: Measured): GateVerdict {
  const checks = asked.map((ask) => ask(measured));
  const [failed, unknown] = [checks.filter(({ outcome }) => outcome === 'failed'), checks.filter(({ outcome }) => outcome === 'unknown')];
  const tooFew = unknown.find(({ name }) => name === 'enough_cases');
  if (tooFew) return { outcome: 'open', sentence: `Open: ${lower(tooFew.sentence)}`, checks };
  const [first] = failed;
  if (first) return { outcome: 'refused', sentence: `Refused: ${lower(first.sentence)}${also(failed.slice(1))}`, checks };
  if (unknown[0]) return { outcome: 'open', sentence: `Open: ${lower(unknown[0].sentence)}`, checks };
  return { outcome: 'passed', sentence: `Passed: ${lower(checks.find(({ outcome }) => outcome === 'passed')!.sentence)} Nothing else got worse than allowed.`, checks };
}

const also = (others: readonly GateCheck[]): string => (others.length === 0 ? '' : ` Also too bad: ${others.map(({ name }) => names[name]).join(', ')}.`);
const lower = (sentence: string): string => sentence.replace(/^(The|No|Of|Only|An|Neither|What)\b/, (word) => word.toLowerCase());
