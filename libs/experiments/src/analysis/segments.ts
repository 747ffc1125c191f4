import type { Evidence, SegmentCell, SegmentFindings } from '#contracts';
import { differenceOfRatios, holm, interactionTest, mergePairMoments, NO_PAIR_MOMENTS, shrinkEffects, stratifiedDifference, type DifferenceEstimate, type PairMoments } from '#stats';
import { measureNamed } from './measures.ts';
import { momentsOf } from './sums.ts';
import { comparedIn } from './plan.ts';

interface TopicEffect {
  topic: string;
  name: string;
  effect: DifferenceEstimate;
}

/**
 * Where each variant works otherwise than elsewhere: one interaction test over all topics first, and only if that one
 * says that topics differ, the topics themselves (Holm).
 */
export function findSegments(evidence: Evidence): SegmentFindings[] {
  const { controlId, treatmentIds } = comparedIn(evidence);
  const { better } = measureNamed(evidence.plan.decision.primary);
  return treatmentIds.map((variantId) => findingsOf(evidence, { controlId, variantId, better }));
}

function findingsOf({ segments, plan }: Evidence, { controlId, variantId, better }: { controlId: string; variantId: string; better: 'more' | 'less' }): SegmentFindings {
  const topics = [...new Map(segments.map(({ topic, name }) => [topic, name]))];
  const effects = topics.flatMap(([topic, name]): TopicEffect[] => {
    const effect = effectIn(segments.filter((cell) => cell.topic === topic), controlId, variantId);
    return effect ? [{ topic, name, effect }] : [];
  });
  const interaction = interactionTest(effects.map(({ effect }) => effect));
  const tested = interaction.kind === 'test' ? { statistic: interaction.statistic, degreesOfFreedom: interaction.degreesOfFreedom, p: interaction.pValue } : null;
  const differ = tested !== null && tested.p <= plan.alpha;
  const adjusted = holm(effects.map(({ effect }) => effect.pValue));
  const shrunk = shrinkEffects(effects.map(({ effect }) => effect));
  return {
    variantId, interaction: tested, tooFew: topics.length - effects.length,
    topics: effects.map(({ topic, name, effect }, at) => ({
      topic, name, units: effect.units, value: effect.value, low: effect.low, high: effect.high, adjustedP: adjusted[at] ?? 1,
      shrunk: shrunk.kind === 'shrunk' ? (shrunk.segments[at]?.value ?? null) : null,
      claim: !differ || (adjusted[at] ?? 1) > plan.alpha ? 'open' : (effect.value > 0) === (better === 'more') ? 'better' : 'worse',
    })),
  };
}

/** Within epochs, as everything. */
function effectIn(cells: readonly SegmentCell[], controlId: string, variantId: string): DifferenceEstimate | null {
  const of = (id: string, epoch: number): PairMoments => cells.filter((cell) => cell.variantId === id && cell.epoch === epoch).map(({ sums }) => momentsOf(sums)).reduce(mergePairMoments, NO_PAIR_MOMENTS);
  const strata = [...new Set(cells.map(({ epoch }) => epoch))].sort((a, b) => a - b)
    .map((epoch) => differenceOfRatios(of(controlId, epoch), of(variantId, epoch))).filter((found) => found.kind !== 'too-few');
  if (strata.length === 0) return null;
  const joined = strata.length === 1 ? strata[0]! : stratifiedDifference(strata);
  return joined.kind === 'estimate' ? joined : null;
}
