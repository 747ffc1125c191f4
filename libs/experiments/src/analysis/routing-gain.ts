import type { Evidence, RoutingProposal, SegmentCell, SegmentFindings } from '#contracts';
import { chosenSum, differenceOfRatios, mergePairMoments, NO_PAIR_MOMENTS, stratifiedDifference, type DifferenceEstimate, type PairMoments } from '#stats';
import { comparedIn } from './plan.ts';
import { momentsOf } from './sums.ts';

/** A topic, or several with too few units together, and who would answer it. */
export interface Part {
  variantId: string;
  cells: readonly SegmentCell[];
  /** Null for topics taken together. */
  topic: string | null;
}

interface Rule {
  parts: readonly Part[];
  over: string;
  segments: readonly SegmentFindings[];
}

const MOST_CONFIDENT = 0.9999;

/** What the measure counts, such as ratings: a topic weighs as much as it does in the measure of everybody. */
const weightOf = (cells: readonly SegmentCell[]): number => cells.reduce((sum, { sums }) => sum + Number(sums.x), 0);

/** The rule against one variant for everybody: topics that it answers by that variant gain nothing. */
export function gainOf(evidence: Evidence, { parts, over, segments }: Rule): RoutingProposal['gain'] & Pick<RoutingProposal, 'share'> {
  const shrunkOf = shrunkIn(segments, comparedIn(evidence).controlId);
  const compared = comparable(parts.filter(({ variantId }) => variantId !== over), over);
  const alike = parts.filter(({ variantId }) => variantId === over);
  const all = weightOf([...compared, ...alike].flatMap(({ cells }) => cells));
  const terms = compared.map(({ topic, variantId, cells, difference }) => {
    const [own, others] = topic === null ? [null, null] : [shrunkOf(topic, variantId), shrunkOf(topic, over)];
    const expected = own === null || others === null ? difference.value : own - others;
    return { weight: weightOf(cells) / all, value: difference.value, standardError: difference.standardError, expected };
  });
  const variants = evidence.variants.length;
  const candidates = Math.max(1, (parts.length * variants * (variants - 1)) / 2);
  const { low, high } = chosenSum(terms, candidates, Math.min(MOST_CONFIDENT, 1 - evidence.plan.alpha));
  return { value: terms.reduce((sum, { weight, expected }) => sum + weight * expected, 0), low, high, share: terms.reduce((sum, { weight }) => sum + weight, 0) };
}

type ShrunkOf = (topic: string, variantId: string) => number | null;

/** Effects of a topic against the control, drawn towards the variant's common effect. */
function shrunkIn(segments: readonly SegmentFindings[], controlId: string): ShrunkOf {
  const known = new Map(segments.flatMap(({ variantId, topics }) => topics.map(({ topic, shrunk }) => [`${variantId} ${topic}`, shrunk] as const)));
  return (topic, variantId) => (variantId === controlId ? 0 : (known.get(`${variantId} ${topic}`) ?? null));
}

type Compared = Part & { difference: DifferenceEstimate };

/** Topics that can be compared, and what has too few units topic by topic taken together. */
function comparable(parts: readonly Part[], over: string): Compared[] {
  const known = parts.flatMap((part) => withDifference(part, over));
  const rest = groupedBy(parts.filter(({ topic }) => !known.some((one) => one.topic === topic)), ({ variantId }) => variantId);
  return [...known, ...rest.flatMap(([variantId, several]) => withDifference({ topic: null, variantId, cells: several.flatMap(({ cells }) => cells) }, over))];
}

function withDifference(part: Part, over: string): Compared[] {
  const difference = differenceIn(part.cells, over, part.variantId);
  return difference ? [{ ...part, difference }] : [];
}

/** Of the second variant over the first, within epochs. */
function differenceIn(cells: readonly SegmentCell[], firstId: string, secondId: string): DifferenceEstimate | null {
  const of = (id: string, epoch: number): PairMoments => cells.filter((cell) => cell.variantId === id && cell.epoch === epoch).map(({ sums }) => momentsOf(sums)).reduce(mergePairMoments, NO_PAIR_MOMENTS);
  const [first, ...others] = [...new Set(cells.map(({ epoch }) => epoch))].sort((a, b) => a - b)
    .map((epoch) => differenceOfRatios(of(firstId, epoch), of(secondId, epoch))).filter((found) => found.kind !== 'too-few');
  if (!first) return null;
  const joined = others.length === 0 ? first : stratifiedDifference([first, ...others]);
  return joined.kind === 'estimate' ? joined : null;
}

/** In the order in which the keys are met. */
export function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): [key: string, of: T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const own = groups.get(keyOf(one));
    if (own) own.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups];
}
