import type { Baselines, PlannedMeasure } from '#contracts';
import { observedOf } from './observed.ts';
import { suggestedLevels, suggestedTraffic } from './suggested.ts';

export const assumptionKeys = [
  'baseline', 'spread', 'visitorsADay', 'returnRate', 'conversationsPerVisitor', 'answersPerConversation', 'thumbsPerConversation', 'askedShare', 'responseRate', 'resemblance',
] as const;
export type AssumptionKey = (typeof assumptionKeys)[number];
export type Typed = Partial<Record<AssumptionKey, number>>;

/** Something that a plan rests on, and where it comes from; in the units of the contract. */
export interface Assumption {
  key: AssumptionKey;
  value: number;
  origin: 'measured' | 'typed' | 'suggested';
  /** What stands there when nothing is typed. */
  otherwise: { value: number; origin: 'measured' | 'suggested' };
  /** How many observations the measured value rests on; null where it is a count itself. */
  rests: number | null;
  /** Why it is not measured. */
  missing: { kind: 'too-few'; have: number; need: number } | { kind: 'no-spread' | 'censored' } | null;
}

interface Found {
  value: number | null;
  rests: number | null;
  missing: Assumption['missing'];
}

const rated: ReadonlySet<PlannedMeasure> = new Set(['csat', 'csat_top']);

/** What a plan on this measure rests on, in the order of the page. */
export function keysOf(measure: PlannedMeasure): AssumptionKey[] {
  return assumptionKeys.filter((key) => {
    switch (key) {
      case 'spread': return suggestedLevels[measure].spread !== null;
      case 'askedShare': case 'responseRate': return rated.has(measure);
      case 'answersPerConversation': return observedOf[measure] === 'answers';
      case 'thumbsPerConversation': return measure === 'thumbs';
      default: return true;
    }
  });
}

/** Typed before measured before suggested. */
export function assumptionsOf(measure: PlannedMeasure, baselines: Baselines | undefined, typed: Typed): Assumption[] {
  return keysOf(measure).map((key) => {
    const found = baselines ? foundIn(baselines, measure, key) : { value: null, rests: null, missing: null };
    const otherwise = found.value === null ? { value: suggestionOf(measure, key), origin: 'suggested' as const } : { value: found.value, origin: 'measured' as const };
    const by = typed[key];
    return { key, otherwise, rests: found.rests, missing: found.value === null ? found.missing : null, ...(by === undefined ? otherwise : { value: by, origin: 'typed' as const }) };
  });
}

function suggestionOf(measure: PlannedMeasure, key: AssumptionKey): number {
  const { baseline, spread } = suggestedLevels[measure];
  if (key === 'baseline') return baseline;
  return key === 'spread' ? spread ?? 0 : suggestedTraffic[key];
}

const plain = (value: number | null, rests: number | null = null): Found => ({ value, rests, missing: null });
const lacking = (missing: Assumption['missing']): Found => ({ value: null, rests: null, missing });

function foundIn(baselines: Baselines, measure: PlannedMeasure, key: AssumptionKey): Found {
  switch (key) {
    case 'baseline': case 'spread': return levelIn(baselines, measure, key);
    case 'resemblance': return resemblanceIn(baselines, measure);
    case 'askedShare': case 'responseRate': return shareIn(baselines[key]);
    // Nobody gave a thumb: no rate to plan with.
    case 'thumbsPerConversation': return plain(baselines.thumbsPerConversation || null);
    default: return plain(baselines[key]);
  }
}

function levelIn(baselines: Baselines, measure: PlannedMeasure, key: 'baseline' | 'spread'): Found {
  const { level, observations } = baselines.measures[measure];
  if (level.kind !== 'measured') return lacking(level);
  return plain(key === 'baseline' ? level.mean : Math.sqrt(level.variance), observations);
}

/** Below 0 visitors differ less than chance makes them: for a plan that is no likeness. */
function resemblanceIn(baselines: Baselines, measure: PlannedMeasure): Found {
  const { resemblance } = baselines.measures[measure];
  switch (resemblance.kind) {
    case 'correlation': return plain(Math.max(0, resemblance.value), resemblance.clusters);
    case 'too-few': return lacking(resemblance);
    case 'no-spread': return lacking({ kind: 'no-spread' });
  }
}

/** Nobody asked or nobody rated is no rate to plan with. */
const shareIn = (share: Baselines['askedShare']): Found =>
  (share.kind === 'share' ? plain(share.share > 0 ? share.share : null, share.of) : lacking(share));
