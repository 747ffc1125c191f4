/** What a model made of one example that it had not learnt from. */
export interface HeldOut {
  /** The most probable class is the right one. */
  readonly right: boolean;
  /** The right class is among those that would be offered when asking back. */
  readonly offered: boolean;
  /** The most probable class can be answered; out of scope cannot. */
  readonly answerable: boolean;
  readonly confidence: number;
}

/** What visitors meet at two thresholds. Shares of all questions, except where it says "of". */
export interface Conduct {
  readonly answered: number;
  /** Of the answered ones; 0 when nothing is answered. */
  readonly accuracy: number;
  readonly askedBack: number;
  /** Of those asked back: the right class was offered; 0 when nobody is asked back. */
  readonly offeredRight: number;
  readonly handedOver: number;
}

/** From `answer` on it answers, from `clarify` on it asks back, below it offers a person. */
export interface OperatingPoint {
  readonly target: number;
  /** False: no threshold reaches the target; then these are the thresholds of the highest accuracy. */
  readonly reached: boolean;
  readonly answer: number;
  readonly clarify: number;
  readonly expected: Conduct;
}

/** Fewer answers than this say nothing of a share: three right ones of three are no proof of 95 %. */
export const fewestAnswers = 20;
/** Asking back helps when at least this share of visitors finds what they meant among the offers. */
const worthAsking = 0.75;

/** One point for each target; none when too few examples were held out. */
export function operatingPoints(heldOut: readonly HeldOut[], targets: readonly number[]): OperatingPoint[] {
  const sorted = [...heldOut].sort((a, b) => b.confidence - a.confidence);
  const steps = cumulated(sorted.filter(({ answerable }) => answerable), ({ right }) => right)
    .filter(({ count }) => count >= fewestAnswers);
  return steps.length === 0 ? [] : targets.map((target) => pointFor(sorted, steps, target));
}

function pointFor(sorted: readonly HeldOut[], steps: readonly Step[], target: number): OperatingPoint {
  const furthest = steps.findLast(({ share }) => share >= target);
  const { threshold: answer } = furthest ?? steps.reduce((best, step) => (step.share >= best.share ? step : best));
  const clarify = clarifyFrom(sorted, answer);
  return { target, reached: furthest !== undefined, answer, clarify, expected: conductAt(sorted, { answer, clarify }) };
}

/** The lowest confidence down to which offers hold the right class often enough; the answer threshold when they never do. */
function clarifyFrom(sorted: readonly HeldOut[], answer: number): number {
  const unsure = sorted.filter(({ answerable, confidence }) => answerable && confidence < answer);
  const enough = cumulated(unsure, ({ offered }) => offered).filter(({ count }) => count >= fewestAnswers);
  return enough.findLast(({ share }) => share >= worthAsking)?.threshold ?? answer;
}

interface Step {
  readonly threshold: number;
  readonly count: number;
  readonly share: number;
}

/** From the surest down, one step for each distinct confidence: how many there are, and the share that is good. */
function cumulated(sorted: readonly HeldOut[], isGood: (one: HeldOut) => boolean): Step[] {
  let good = 0;
  return sorted.flatMap((one, index) => {
    if (isGood(one)) good++;
    if (sorted[index + 1]?.confidence === one.confidence) return [];
    return [{ threshold: one.confidence, count: index + 1, share: good / (index + 1) }];
  });
}

/** What happens to these questions at these thresholds. */
export function conductAt(held: readonly HeldOut[], { answer, clarify }: { answer: number; clarify: number }): Conduct {
  const answered = held.filter(({ answerable, confidence }) => answerable && confidence >= answer);
  const asked = held.filter(({ answerable, confidence }) => answerable && confidence < answer && confidence >= clarify);
  const share = (part: number, whole: number): number => part / Math.max(1, whole);
  return {
    answered: share(answered.length, held.length),
    accuracy: share(answered.filter(({ right }) => right).length, answered.length),
    askedBack: share(asked.length, held.length),
    offeredRight: share(asked.filter(({ offered }) => offered).length, asked.length),
    handedOver: share(held.length - answered.length - asked.length, held.length),
  };
}
