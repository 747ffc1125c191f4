import type { Comparison, ExperimentState, Mean } from '#contracts';

/** What a verdict looks at. */
export interface Standing {
  state: ExperimentState;
  plannedRatings: number;
  /** The sample-ratio check raised its alarm. */
  ratioAlarm: boolean;
  variants: readonly StandingVariant[];
}

export interface StandingVariant {
  name: string;
  isControl: boolean;
  csat: Mean;
  /** Of the mean rating, against the control; null for the control itself. */
  difference: Comparison['difference'] | null;
}

const whole = new Intl.NumberFormat('en');
const rating = (value: number): string => value.toFixed(2);
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

const ratingsOf = (csat: Mean): number => (csat.kind === 'mean' ? csat.n : csat.have);

/** One line to be read out, and what it rests on. */
export interface Verdict {
  verdict: string;
  /** Empty where the verdict says it all. */
  evidence: string;
}

/**
 * Where an experiment stands, in plain sentences. What it claims holds however often and whenever somebody looks: a
 * difference counts once the interval that is valid at any time leaves zero out. Gates come first.
 */
export function verdictOf({ state, plannedRatings, ratioAlarm, variants }: Standing): Verdict {
  if (state === 'draft') return { verdict: 'Not started yet.', evidence: '' };
  const rated = variants.reduce((sum, { csat }) => sum + ratingsOf(csat), 0);
  const count = `${whole.format(rated)} of ${whole.format(plannedRatings)} rated`;
  if (ratioAlarm) return { verdict: 'Do not trust these numbers yet: visitors were not shared out as the weights say.', evidence: `${count}.` };
  const evidence = `${satisfactions(variants)} ${count}.`;
  const control = variants.find(({ isControl }) => isControl);
  const shown = control ? variants.flatMap((one) => claimOf(one, control)) : [];
  if (shown.length > 0) return { verdict: `${shown.join('; ')}.`, evidence };
  if (rated < plannedRatings) return { verdict: state === 'stopped' ? `Stopped too early for a verdict: ${count}.` : `Too early: ${count}.`, evidence: '' };
  if (control === undefined || !variants.some(({ difference }) => difference?.kind === 'difference')) return { verdict: 'There is nothing to compare with yet.', evidence };
  return { verdict: `No difference from ${control.name} is shown.`, evidence };
}

/** "Hybrid satisfies more than Prompt: +0.40 (+0.22 to +0.58)"; nothing while zero is still possible. */
function claimOf({ name, difference }: StandingVariant, control: StandingVariant): string[] {
  if (difference?.kind !== 'difference' || difference.anytime === null) return [];
  const { low, high } = difference.anytime;
  if (low <= 0 && high >= 0) return [];
  return [`${name} satisfies ${low > 0 ? 'more' : 'less'} than ${control.name}: ${signed(difference.value)} (${signed(low)} to ${signed(high)})`];
}

function satisfactions(variants: Standing['variants']): string {
  const said = variants.map(({ name, csat }) =>
    csat.kind === 'mean' ? `${name} ${rating(csat.mean)}` : `${name} has ${csat.have} ratings only`);
  return `Mean satisfaction of 5: ${said.join('; ')}.`;
}
