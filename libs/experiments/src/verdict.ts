import type { ExperimentState, Mean } from '#contracts';

/** What a verdict looks at. */
export interface Standing {
  state: ExperimentState;
  plannedRatings: number;
  /** The sample-ratio check raised its alarm. */
  ratioAlarm: boolean;
  variants: readonly { name: string; isControl: boolean; csat: Mean }[];
}

const whole = new Intl.NumberFormat('en');
const rating = (value: number): string => value.toFixed(2);

const ratingsOf = (csat: Mean): number => (csat.kind === 'mean' ? csat.n : csat.have);

/**
 * Where an experiment stands, in plain sentences. Before the planned number of ratings it says how many are missing;
 * from then on it reads the 95 % intervals out and names no winner.
 */
export function verdictOf({ state, plannedRatings, ratioAlarm, variants }: Standing): string {
  if (state === 'draft') return 'Not started yet.';
  const rated = variants.reduce((sum, { csat }) => sum + ratingsOf(csat), 0);
  const count = `${whole.format(rated)} of ${whole.format(plannedRatings)} rated`;
  if (ratioAlarm) return `Do not trust these numbers yet: visitors were not shared out as the weights say. ${count}.`;
  if (rated < plannedRatings) return state === 'stopped' ? `Stopped too early for a verdict: ${count}.` : `Too early: ${count}.`;
  return `${comparison(variants)} ${satisfactions(variants)} ${whole.format(rated)} rated, ${whole.format(plannedRatings)} were planned.`;
}

function satisfactions(variants: Standing['variants']): string {
  const said = variants.map(({ name, csat }) =>
    csat.kind === 'mean' ? `${name} ${rating(csat.mean)} (${rating(csat.low)} to ${rating(csat.high)})` : `${name} has ${csat.have} ratings only`);
  return `Mean satisfaction of 5, with its 95 % interval: ${said.join('; ')}.`;
}

/** Intervals that do not meet are a stricter test than the difference itself; intervals that meet prove nothing. */
function comparison(variants: Standing['variants']): string {
  const control = variants.find(({ isControl }) => isControl);
  if (control?.csat.kind !== 'mean') return 'There is nothing to compare with yet.';
  const { low, high } = control.csat;
  const apart = variants.flatMap(({ name, isControl, csat }) => {
    if (isControl || csat.kind !== 'mean') return [];
    if (csat.low > high) return [`${name} satisfies more than ${control.name}`];
    return csat.high < low ? [`${name} satisfies less than ${control.name}`] : [];
  });
  return apart.length === 0 ? `The intervals overlap with that of ${control.name}: no difference is shown.` : `${apart.join('; ')}: the intervals do not meet.`;
}
