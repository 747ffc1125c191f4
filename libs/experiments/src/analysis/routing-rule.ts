import type { Comparison, Evidence, GuardrailCheck, RoutingProposal, SegmentCell, SegmentFindings, Verdict } from '#contracts';
import { holm } from '#stats';
import { measureNamed } from './measures.ts';
import { comparedIn } from './plan.ts';
import { gainOf, groupedBy, type Part } from './routing-gain.ts';
import { sayAll, sayDoes } from './say.ts';

export interface Found {
  verdict: Verdict;
  comparisons: readonly Comparison[];
  guardrails: readonly GuardrailCheck[];
  segments: readonly SegmentFindings[];
}

/**
 * The rule that sends each topic to the variant that is better there. Topics are told apart only by variants whose
 * interaction test holds among those of all variants (Holm), so that equal variants are given a rule in fewer than
 * `alpha` of experiments; and a topic leaves the others only for a variant that is better there than the control, or
 * leaves the winner where it is worse.
 *
 * @returns null where nothing is to be told apart, where no topic is better off elsewhere, or where giving everybody the
 *   best variant is expected to do as well
 */
export function proposeRouting(evidence: Evidence, found: Found): RoutingProposal | null {
  if (found.verdict.conclusion === 'broken' || found.verdict.conclusion === 'not_started') return null;
  const { controlId } = comparedIn(evidence);
  const harmful = new Set(found.guardrails.filter(({ harm }) => harm).map(({ variantId }) => variantId));
  const differing = differingIn(found.segments, evidence.plan.alpha).filter(({ variantId }) => !harmful.has(variantId));
  const otherwise = winnerOf(found.verdict, controlId);
  const parts = partsOf(evidence, { differing, segments: found.segments, otherwise, controlId });
  const topics = topicsOf(parts, otherwise, evidence);
  if (topics.length === 0) return null;
  const over = bestAlone(found.comparisons.filter(({ variantId }) => !harmful.has(variantId)), controlId);
  const { share, ...gain } = gainOf(evidence, { parts, over, segments: found.segments });
  if (gain.value * signOf(evidence) <= 0) return null;
  const otherwiseUnits = unitsIn(evidence.segments) - topics.reduce((sum, { units }) => sum + units, 0);
  return { topics, otherwise, otherwiseUnits, over, gain, share, sentence: sentenceOf(evidence, { topics, otherwise, over, gain }) };
}

const signOf = ({ plan }: Evidence): number => (measureNamed(plan.decision.primary).better === 'more' ? 1 : -1);

/** Of all variants' interaction tests together. */
function differingIn(segments: readonly SegmentFindings[], alpha: number): SegmentFindings[] {
  const adjusted = holm(segments.map(({ interaction }) => interaction?.p ?? null));
  return segments.filter((_, at) => (adjusted[at] ?? 1) <= alpha);
}

/** The variant that is shown to be better than the control; else the control. */
const winnerOf = ({ conclusion, variantId }: Verdict, controlId: string): string =>
  (conclusion === 'ship' || conclusion === 'continue') && variantId !== null ? variantId : controlId;

interface Choosing {
  differing: readonly SegmentFindings[];
  /** Of all variants. */
  segments: readonly SegmentFindings[];
  otherwise: string;
  controlId: string;
}

function partsOf(evidence: Evidence, choosing: Choosing): Part[] {
  return groupedBy(evidence.segments, ({ topic }) => topic).map(([topic, cells]) => ({ topic, cells, variantId: chosenFor(topic, choosing, signOf(evidence)) }));
}

/** The one with the best effect, drawn towards its common one, of those that are better there than the control; also better than who answers everywhere else. */
function chosenFor(topic: string, { differing, segments, otherwise, controlId }: Choosing, sign: number): string {
  const of = (some: readonly SegmentFindings[]) => some.flatMap(({ variantId, topics }) => topics.filter((one) => one.topic === topic).map((one) => ({ variantId, claim: one.claim, effect: sign * (one.shrunk ?? one.value) })));
  const findings = of(differing);
  const usual = otherwise === controlId ? 0 : (of(segments).find(({ variantId }) => variantId === otherwise)?.effect ?? Infinity);
  const [best] = findings.filter(({ claim }) => claim === 'better').sort((a, b) => b.effect - a.effect);
  if (best && best.effect > usual) return best.variantId;
  return findings.some(({ variantId, claim }) => variantId === otherwise && claim === 'worse') ? controlId : otherwise;
}

function topicsOf(parts: readonly Part[], otherwise: string, { segments }: Evidence): RoutingProposal['topics'] {
  const names = new Map(segments.map(({ topic, name }) => [topic, name]));
  return parts.flatMap(({ topic, variantId, cells }) => (topic === null || variantId === otherwise ? [] : [{ topic, name: names.get(topic) ?? topic, variantId, units: unitsIn(cells) }]))
    .sort((a, b) => b.units - a.units || a.topic.localeCompare(b.topic, 'en'));
}

const unitsIn = (cells: readonly SegmentCell[]): number => cells.reduce((sum, { sums }) => sum + Number(sums.units), 0);

/** By the estimate, shown or not: the rule has to beat what it could be replaced by. */
function bestAlone(comparisons: readonly Comparison[], controlId: string): string {
  const [best] = comparisons
    .flatMap(({ role, variantId, difference, better }) => (role === 'primary' && difference.kind === 'difference' ? [{ variantId, effect: better === 'more' ? difference.value : -difference.value }] : []))
    .sort((a, b) => b.effect - a.effect);
  return best && best.effect > 0 ? best.variantId : controlId;
}

/** "Refunds to Fine-tuned and everything else to Prompt: as far as these visitors tell, this rule satisfies 0.21 points of 5 more (0.02 to 0.40) than Prompt for everybody. …". */
function sentenceOf({ variants, plan }: Evidence, { topics, otherwise, over, gain }: Pick<RoutingProposal, 'topics' | 'otherwise' | 'over' | 'gain'>): string {
  const nameOf = (id: string): string => variants.find((one) => one.id === id)?.name ?? id;
  const routes = groupedBy(topics, ({ variantId }) => variantId).map(([variantId, own]) => `${sayTopics(own.map(({ name }) => name))} to ${nameOf(variantId)}`);
  return `${[...routes, `everything else to ${nameOf(otherwise)}`].join(', ')}: as far as these visitors tell, this rule ${sayDoes(plan.decision.primary, gain.value, gain)} than ${nameOf(over)} for everybody. `
    + 'It was chosen on the same visitors, so test it as a variant of its own.';
}

const MOST_NAMED = 3;
const sayTopics = (names: readonly string[]): string => (names.length <= MOST_NAMED + 1 ? sayAll(names) : sayAll([...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more topics`]));
