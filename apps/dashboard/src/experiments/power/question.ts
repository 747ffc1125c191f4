import { PlannedMeasure, usualAlpha, type Baselines, type CallOf, type planExperiment } from '#contracts';
import { assumptionKeys, type Assumption, type AssumptionKey, type Typed } from './assumptions.ts';
import { suggestedDifference } from './suggested.ts';

/** What is asked on the page; everything lives in the address. */
export interface Question {
  siteId: string | null;
  traffic: 'live' | 'replay' | 'test';
  weeks: number;
  measure: PlannedMeasure;
  variants: number;
  power: number;
  /** Chance of a false finding. */
  alpha: number;
  /** Share of the site's visitors who take part, 0..1. */
  participation: number;
  /** When it is decided: at any look, or also by one test at the planned end. */
  looks: 'any' | 'end';
  /** In the measure's unit; null for the suggestion. */
  difference: number | null;
  /** The draft that the plan is for: `new`, or an experiment's id. */
  from: string | null;
  typed: Typed;
}

const traffics = ['live', 'replay', 'test'] as const;

export function questionOf(address: URLSearchParams): Question {
  const number = (name: string, low: number, high: number): number | null => {
    const value = Number(address.get(name) ?? NaN);
    return value >= low && value <= high ? value : null;
  };
  const typed = assumptionKeys.flatMap((key): [AssumptionKey, number][] => {
    const value = number(key, 0, 1e12);
    return value === null ? [] : [[key, value]];
  });
  return {
    siteId: address.get('siteId'), traffic: traffics.find((one) => one === address.get('traffic')) ?? 'live', weeks: Math.round(number('weeks', 1, 12) ?? 4),
    measure: PlannedMeasure.options.find((one) => one === address.get('measure')) ?? 'csat', variants: Math.round(number('variants', 2, 10) ?? 2), power: number('power', 0.5, 0.99) ?? 0.8, alpha: number('alpha', 0.001, 0.2) ?? usualAlpha,
    participation: number('participation', 0.0001, 1) ?? 1, looks: address.get('looks') === 'end' ? 'end' : 'any', difference: number('difference', 1e-9, 1e12), from: address.get('from'),
    typed: Object.fromEntries(typed),
  };
}

/** Another measure has other units: what was typed of the old one says nothing of it. */
const ofMeasure = ['difference', 'baseline', 'spread', 'resemblance'];

/** The address with some parts changed; null takes a part away. */
export function addressWith(address: URLSearchParams, changes: Readonly<Record<string, string | number | null>>): URLSearchParams {
  const next = new URLSearchParams(address);
  if ('measure' in changes) for (const name of ofMeasure) next.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, String(value));
  }
  return next;
}

/** Those that say how often a visitor is observed: where one of them is not the measured one, the measured clusters do not hold. */
const ofClusters: ReadonlySet<AssumptionKey> = new Set(['conversationsPerVisitor', 'answersPerConversation', 'thumbsPerConversation', 'askedShare', 'responseRate']);

/** What is sent to the server. */
export function wishOf(question: Question, assumptions: readonly Assumption[], baselines: Baselines | undefined): CallOf<typeof planExperiment> & { difference: number } {
  const { measure, variants, power, alpha, participation } = question;
  const { spread, baseline = 0, ...rates } = Object.fromEntries(assumptions.map(({ key, value }) => [key, value])) as Typed;
  const clusters = assumptions.some(({ key, origin }) => ofClusters.has(key) && origin !== 'measured') ? null : baselines?.measures[measure].clusters;
  return {
    measure, variants, power, alpha, participation, ...rates, baseline, difference: question.difference ?? suggestedDifference(measure, baseline),
    ...(spread === undefined ? {} : { variance: spread ** 2 }), ...(clusters ? { clusters } : {}),
  };
}
