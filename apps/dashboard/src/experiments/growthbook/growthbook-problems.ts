import type { GrowthBookSplit } from '#contracts';
import { words } from './strings.ts';

/** What is wrong with a split, beside the field that it is about. */
export interface GrowthBookProblems {
  seed?: string;
  attribute?: string;
  namespace?: string;
  range?: string;
}

export function growthBookProblems(split: GrowthBookSplit | null): GrowthBookProblems {
  if (!split) return {};
  const { seed, attribute, namespace } = split;
  return {
    ...(!seed.trim() && { seed: words.problem.seed }), ...(!attribute.trim() && { attribute: words.problem.attribute }),
    ...(namespace && !namespace.name.trim() && { namespace: words.problem.namespace }),
    ...(namespace && !(0 <= namespace.start && namespace.start < namespace.end && namespace.end <= 1) && { range: words.problem.range }),
  };
}
