import type { ExperimentPlan, PlannedDesign } from '#contracts';
import { curveOf } from './curve.ts';
import { designOf, type Size } from './design.ts';
import { flowOf } from './flow.ts';
import { needSentence, shownSentence } from './sentences.ts';
import { spreadOf } from './spread.ts';
import type { Wish } from './wish.ts';

/**
 * What a difference needs, with one look at the end, with looks at any time, and with both.
 *
 * @throws Problem `invalid_request` when the numbers cannot be those of the measure, or the difference is too small
 */
export function planOf(wish: Wish): ExperimentPlan {
  const [spread, flow] = [spreadOf(wish), flowOf(wish)];
  const [fixed, sequential, hybrid] = [designOf('fixed', wish, spread, flow), designOf('sequential', wish, spread, flow), designOf('hybrid', wish, spread, flow)];
  return {
    ratingsPerVariant: fixed.observations, ratings: fixed.observations * wish.variants, sentence: shownSentence(wish, fixed.observations),
    clusterFactor: flow.clusterFactor,
    fixed: told(fixed, wish), sequential: told(sequential, wish), hybrid: told(hybrid, wish),
    sequentialPerFixed: sequential.visitors / fixed.visitors, hybridPerFixed: hybrid.visitors / fixed.visitors,
    curve: curveOf(wish, spread, flow, sequential.days),
  };
}

const told = (size: Size, wish: Wish): PlannedDesign => ({ ...size, sentence: needSentence(size), shows: shownSentence(wish, size.observations) });
