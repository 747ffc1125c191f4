import type { Payback } from '#contracts';
import { cost, count, instant, percent } from '../../format.ts';
import { words } from './strings.ts';

type BreakEven = NonNullable<Payback['breakEven']>;

const MINUS = '−';
const ofThousand = (microUsd: number): string => `${microUsd < 0 ? MINUS : ''}${cost(Math.abs(microUsd) * 1_000)}`;

const dayOf = (iso: string, timeZone: string): string => instant(iso, timeZone).replace(/, \d\d:\d\d$/, '');
const daysOf = (days: number): string => (days < 1 ? words.soon : words.days(count(Math.ceil(days)), Math.ceil(days) === 1));

/** The answer first, then how sure it is, then what it rests on. */
export function tellPayback(payback: Payback, name: string, timeZone: string): { answer: string; rest: string[] } {
  const { saving, breakEven, resolvedPerDay, withinDays } = payback;
  if (saving.kind === 'too-few') return { answer: words.tooFew(count(saving.have), count(saving.need)), rest: [] };
  if (saving.kind === 'no-spread') return { answer: words.noSpread, rest: [] };
  const saved = saving.value >= 0
    ? words.saves(ofThousand(saving.value), ofThousand(saving.low), ofThousand(saving.high))
    : words.costs(ofThousand(-saving.value), ofThousand(-saving.high), ofThousand(-saving.low));
  if (resolvedPerDay === null || breakEven === null) return { answer: words.noPace, rest: [saved] };
  const chance = words.chance(percent(breakEven.probability, 0), count(withinDays));
  return { answer: answerOf(payback, breakEven, { name, timeZone }), rest: [...intervalOf(breakEven, timeZone), chance, saved] };
}

function answerOf({ saving, savedPerDayMicroUsd, hostingPerDayMicroUsd }: Payback, { days, on }: BreakEven, { name, timeZone }: { name: string; timeZone: string }): string {
  if (days === 0) return words.paysAtOnce(name);
  if (days !== null) return on === null ? words.paysFar(name) : words.pays(name, dayOf(on, timeZone), daysOf(days));
  const saves = saving.kind !== 'too-few' && saving.value > 0;
  return saves ? words.hostingEats(name, cost(savedPerDayMicroUsd ?? 0), cost(hostingPerDayMicroUsd)) : words.costsMore(name);
}

/** Nothing where the end of the interval is the answer itself. */
function intervalOf({ days, earliest, latest, earliestOn, latestOn }: BreakEven, timeZone: string): string[] {
  if (days === 0) return [];
  if (earliest === null) return [words.neither];
  const early = earliestOn === null ? words.far : dayOf(earliestOn, timeZone);
  if (latest === null) return [words.earliest(early)];
  return [words.between(early, latestOn === null ? words.far : dayOf(latestOn, timeZone))];
}
