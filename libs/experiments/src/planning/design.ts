import type { PlannedDesign } from '#contracts';
import { askedFor, openHybrid, requiredUnits, runtimeDays, sequentialUnits, type MeanDifferencePlan } from '#stats';
import { Problem } from '#platform';
import type { Flow } from './flow.ts';
import type { Spread } from './spread.ts';
import { measureFacts, type Wish } from './wish.ts';

/** Visitors of one variant below which its estimates (30) and its confidence sequence (50) say nothing. */
const fewestOfMeans = { fixed: 30, sequential: 50, hybrid: 50 } as const;
export type DesignKind = keyof typeof fewestOfMeans;

/** The error that is shared out over the comparisons with the control; of a hybrid design that of its one test. */
export function alphaOf(kind: DesignKind, { variants, alpha }: Pick<Wish, 'variants' | 'alpha'>): number {
  const each = alpha / (variants - 1);
  return kind === 'hybrid' ? openHybrid(1, each).finalAlpha : each;
}

export const fewestVisitors = (kind: DesignKind, { measure }: Pick<Wish, 'measure'>): number => Math.max(fewestOfMeans[kind], measureFacts[measure].fewest ?? 0);

/** A design without its sentences. */
export type Size = Omit<PlannedDesign, 'sentence' | 'shows'>;

/** Beyond this nobody has the traffic, and counts of visitors would outgrow whole numbers. */
const MOST_OBSERVATIONS = 1e9;

/** @throws Problem `invalid_request` when the difference is too small to be planned for */
export function designOf(kind: DesignKind, wish: Wish, spread: Spread, flow: Flow): Size {
  const plan: MeanDifferencePlan = {
    controlVariance: spread.control, treatmentVariance: spread.treatment(wish.difference), difference: wish.difference, power: wish.power, alpha: alphaOf(kind, wish),
  };
  if (requiredUnits(plan).total > MOST_OBSERVATIONS) throw new Problem('invalid_request', { detail: 'The difference is too small to plan for: choose a larger one.' });
  const { control, treatment } = kind === 'sequential' ? sequentialUnits(plan) : requiredUnits(plan);
  return grown(kind, Math.max(control, treatment), wish, flow);
}

/** From observations that know nothing of each other to the visitors that bring them about. */
function grown(kind: DesignKind, independent: number, wish: Wish, flow: Flow): Size {
  const wanted = Math.ceil(independent * flow.clusterFactor);
  const counted = Math.max(fewestVisitors(kind, wish), Math.ceil(wanted / flow.perCounted));
  const observations = Math.max(wanted, Math.ceil(counted * flow.perCounted));
  const conversations = conversationsFor(observations, wish);
  const visitorsPerVariant = Math.ceil(conversations.all / wish.conversationsPerVisitor);
  const visitors = visitorsPerVariant * wish.variants;
  return {
    independent, observations, asked: conversations.asked, conversations: conversations.all, visitorsPerVariant,
    units: counted * wish.variants, visitors, days: daysFor(visitors, wish),
  };
}

function conversationsFor(observations: number, { measure, responseRate, askedShare, answersPerConversation, thumbsPerConversation }: Wish): { asked: number | null; all: number } {
  const { observed } = measureFacts[measure];
  if (observed !== 'ratings') return { asked: null, all: Math.ceil(observations / { answers: answersPerConversation, thumbs: thumbsPerConversation, conversations: 1 }[observed]) };
  const asked = askedFor(observations, responseRate);
  return { asked, all: askedFor(asked, askedShare) };
}

function daysFor(visitors: number, { visitorsADay = 0, participation, returnRate }: Wish): number | null {
  const days = runtimeDays(visitors, { exposures: visitorsADay * participation, days: 1, returnRate });
  return typeof days === 'number' ? days : null;
}
