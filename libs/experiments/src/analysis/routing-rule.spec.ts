import { describe, expect, it } from '@jest/globals';
import type { Evidence, EvidenceCell, RoutingProposal, SegmentCell } from '#contracts';
import { seededRandom } from '#textmodels';
import { analyse } from './analyse.ts';
import { evidenceOf, ratings, shares } from './evidence.fixture.ts';
import { sumsOf, type Unit } from './sums.ts';

// Bound once: looked up in the test runner's proxied globals they would take most of the time.
const { floor, max, min, sqrt } = Math;

const LOW = [2, 3, 4, 3] as const;
const SAME = [3, 4, 5, 4] as const;
const HIGH = [4, 5, 5, 5] as const;

/** Visitors who ask about a topic first and rate once each, the scores in turn. */
const about = (topic: string, variantId: string, scores: readonly number[], count = 100): SegmentCell =>
  ({ topic, name: `About ${topic}`, variantId, epoch: 1, sums: ratings(variantId, scores, count).sums });
/** As all ratings together. */
const added = (segments: readonly SegmentCell[]): EvidenceCell[] => [...new Set(segments.map(({ variantId }) => variantId))].map((variantId) => ({
  variantId, epoch: 1, measure: 'csat', sums: segments.filter((one) => one.variantId === variantId).map(({ sums }) => sums).reduce((all, { units, y, x, yy, xx, xy }) => ({
    units: plus(all.units, units), y: plus(all.y, y), x: plus(all.x, x), yy: plus(all.yy, yy), xx: plus(all.xx, xx), xy: plus(all.xy, xy),
  })),
}));
const plus = (a: string, b: string): string => String(BigInt(a) + BigInt(b));
const of = (segments: readonly SegmentCell[], more: Parameters<typeof evidenceOf>[0] = {}): Evidence => evidenceOf({ segments: [...segments], cells: added(segments), ...more });
const ruleOf = (evidence: Evidence): RoutingProposal | null => analyse(evidence).routing;
const routes = (rule: RoutingProposal | null) => rule && { ...Object.fromEntries(rule.topics.map(({ topic, variantId }) => [topic, variantId])), otherwise: rule.otherwise, over: rule.over };

/** Both are as good but for refunds, where b is better, and parcels, where it is worse. */
const crossed = [...['account', 'returns', 'payment'].flatMap((topic) => [about(topic, 'a', SAME), about(topic, 'b', SAME)]),
  about('refund', 'a', LOW), about('refund', 'b', HIGH), about('parcel', 'a', HIGH), about('parcel', 'b', LOW)];

describe('a rule by topic', () => {
  it('sends a topic to the variant that is better there, and all others to the control', () => {
    const rule = ruleOf(of(crossed));
    expect(routes(rule)).toEqual({ refund: 'b', otherwise: 'a', over: 'a' });
    expect(rule).toMatchObject({ topics: [{ topic: 'refund', name: 'About refund', variantId: 'b', units: 200 }], otherwiseUnits: 800, share: 0.2 });
  });

  it('is expected to gain what its topics gain by their share, drawn towards the common effect, within an interval for any rule', () => {
    const { gain } = ruleOf(of(crossed))!;
    // A fifth of the ratings, 1.75 points more each.
    const raw = 0.2 * 1.75;
    expect((gain.low + gain.high) / 2).toBeCloseTo(raw, 9);
    expect(gain.value).toBeLessThan(raw);
    expect(gain.value).toBeGreaterThan(0.9 * raw);
    const own = analyse(of(crossed)).segments[0]!.topics.find(({ topic }) => topic === 'refund')!;
    expect(gain.high - gain.low).toBeGreaterThan(1.5 * 0.2 * (own.high - own.low));
  });

  it('says what goes where and what it gains, and that it was chosen on the same visitors', () => {
    expect(ruleOf(of(crossed))!.sentence).toMatch(
      /^About refund to Fine-tuned, everything else to Prompt: as far as these visitors tell, this rule satisfies 0\.3\d points of 5 more \(0\.\d\d to 0\.\d\d\) than Prompt for everybody\. It was chosen on the same visitors, so test it as a variant of its own\.$/,
    );
  });

  it('leaves the winner only for topics where the winner is worse', () => {
    const mostly = ['account', 'returns', 'payment'].flatMap((topic) => [about(topic, 'a', SAME, 200), about(topic, 'b', HIGH, 200)]);
    const evidence = of([...mostly, about('parcel', 'a', HIGH), about('parcel', 'b', LOW)]);
    expect(analyse(evidence).verdict.variantId).toBe('b');
    expect(routes(ruleOf(evidence))).toEqual({ parcel: 'a', otherwise: 'b', over: 'b' });
    expect(ruleOf(evidence)!.gain.value).toBeGreaterThan(0);
  });

  it('names the best of several variants for each topic', () => {
    const inTopic = (topic: string, ...scores: (readonly number[])[]) => ['a', 'b', 'c'].map((id, at) => about(topic, id, scores[at]!));
    const evidence = of([
      ...inTopic('refund', LOW, SAME, HIGH), ...inTopic('parcel', LOW, HIGH, SAME), ...inTopic('account', HIGH, LOW, LOW), ...inTopic('payment', HIGH, LOW, LOW), ...inTopic('returns', SAME, SAME, SAME),
    ], { assigned: { a: 500, b: 500, c: 500 } });
    expect(routes(ruleOf(evidence))).toEqual({ refund: 'c', parcel: 'b', otherwise: 'a', over: 'a' });
  });

  it('sends no topic away from a winner that is better there still', () => {
    const inTopic = (topic: string, ...scores: (readonly number[])[]) => ['a', 'b', 'c'].map((id, at) => about(topic, id, scores[at]!, 200));
    // b is better everywhere and alike, so it wins; c is better than the control in refunds, where b is better still, and in parcels beyond b.
    const evidence = of([
      ...['account', 'returns', 'payment'].flatMap((topic) => inTopic(topic, LOW, SAME, LOW)), ...inTopic('refund', LOW, SAME, [3, 4, 4, 3]), ...inTopic('parcel', LOW, SAME, [5, 5, 5, 5]),
    ], { assigned: { a: 1_000, b: 1_000, c: 1_000 } });
    expect(analyse(evidence).verdict.variantId).toBe('b');
    expect(analyse(evidence).segments[1]?.topics.find(({ topic }) => topic === 'refund')?.claim).toBe('better');
    expect(routes(ruleOf(evidence))).toEqual({ parcel: 'c', otherwise: 'b', over: 'b' });
  });

  it('leaves topics with too few visitors with all others, and is held against the variant that looks best alone, shown or not', () => {
    const rare = [about('rare', 'a', LOW, 20), about('rare', 'b', HIGH, 20)];
    const rule = ruleOf(of([...crossed, ...rare]))!;
    expect(routes(rule)).toEqual({ refund: 'b', otherwise: 'a', over: 'b' });
    // Over b alone it gains by parcels, which b answers worse; a fifth of the ratings that can be compared.
    expect((rule.gain.low + rule.gain.high) / 2).toBeCloseTo(0.2 * 1.75, 9);
  });

  it('takes topics with too few visitors together where it answers them otherwise than the best variant alone', () => {
    const rare = ['r1', 'r2', 'r3'].flatMap((topic) => [about(topic, 'a', LOW, 16), about(topic, 'b', SAME, 16)]);
    const rule = ruleOf(of([...crossed, ...rare]))!;
    expect(routes(rule)).toEqual({ refund: 'b', otherwise: 'a', over: 'b' });
    expect((rule.gain.low + rule.gain.high) / 2).toBeCloseTo((200 * 1.75 - 96) / 1_096, 9);
  });

  it('counts less as more where less is better', () => {
    const plan: Evidence['plan'] = { units: 400, alpha: 0.05, decision: { primary: 'hand_over', secondary: [], guardrails: [], margin: null } };
    const handed = (topic: string, variantId: string, hits: number): SegmentCell => ({ topic, name: topic, variantId, epoch: 1, sums: shares(variantId, 'hand_over', hits, 100).sums });
    const segments = [handed('refund', 'a', 60), handed('refund', 'b', 10), handed('parcel', 'a', 10), handed('parcel', 'b', 60), ...['account', 'payment'].flatMap((topic) => [handed(topic, 'a', 20), handed(topic, 'b', 21)])];
    const cells = added(segments).map((cell) => ({ ...cell, measure: 'hand_over' as const }));
    const rule = ruleOf(evidenceOf({ segments, cells, plan }));
    expect(routes(rule)).toEqual({ refund: 'b', otherwise: 'a', over: 'a' });
    expect(rule?.gain.value).toBeLessThan(0);
    expect(rule?.sentence).toMatch(/hands over .* less/);
  });

  it('is none where topics do not differ, where nothing is better elsewhere, and where nothing was asked', () => {
    expect(ruleOf(of(['account', 'returns', 'payment'].flatMap((topic) => [about(topic, 'a', SAME), about(topic, 'b', SAME)])))).toBeNull();
    expect(ruleOf(of(['account', 'returns', 'payment'].flatMap((topic) => [about(topic, 'a', SAME), about(topic, 'b', HIGH)])))).toBeNull();
    const worseOnce = [about('parcel', 'a', HIGH), about('parcel', 'b', LOW), ...['account', 'returns', 'payment'].flatMap((topic) => [about(topic, 'a', SAME), about(topic, 'b', SAME)])];
    expect(analyse(of(worseOnce)).segments[0]!.interaction!.p).toBeLessThan(0.05);
    expect(ruleOf(of(worseOnce))).toBeNull();
    expect(ruleOf(evidenceOf())).toBeNull();
  });

  it('is none while visitors were not shared out as planned, and none by a variant that harms', () => {
    expect(ruleOf(of(crossed, { assigned: { a: 800, b: 400 } }))).toBeNull();
    const cells = [...added(crossed), shares('a', 'failure', 5, 500), shares('b', 'failure', 120, 500)];
    const decision = { ...evidenceOf().plan.decision, guardrails: [{ measure: 'failure' as const, margin: 0.02, marginIs: 'absolute' as const }] };
    expect(ruleOf(of(crossed, { cells, plan: { units: 400, alpha: 0.05, decision } }))).toBeNull();
  });
});

/** Visitors of eight topics whose ratings differ by topic; `effect` moves them for a variant's visitors of a topic. */
function drawn(random: () => number, ids: readonly string[], effect: (id: string, topic: number) => number): Evidence {
  const segments = ids.flatMap((variantId) => Array.from({ length: 8 }, (_, topic): SegmentCell => {
    const shift = topic / 16 + effect(variantId, topic);
    const units = Array.from({ length: 60 }, (): Unit => [floor(1 + min(4.999, max(0, 5 * sqrt(random()) + shift))), 1]);
    return { topic: String(topic), name: String(topic), variantId, epoch: 1, sums: sumsOf(units) };
  }));
  return of(segments, { assigned: Object.fromEntries(ids.map((id) => [id, 480])) });
}

describe('of simulated experiments', () => {
  it.each([[2, ['a', 'b']], [3, ['a', 'b', 'c']]])('with %d equal variants at most one in twenty is given a rule', (_, ids) => {
    const random = seededRandom(5);
    const runs = 500;
    let proposed = 0;
    for (let run = 0; run < runs; run++) if (ruleOf(drawn(random, ids, () => 0))) proposed++;
    expect(proposed / runs).toBeLessThanOrEqual(0.05);
  });

  it('in which one variant is better everywhere at most one in twenty is given a rule', () => {
    const random = seededRandom(6);
    const runs = 500;
    let proposed = 0;
    for (let run = 0; run < runs; run++) if (ruleOf(drawn(random, ['a', 'b'], (id) => (id === 'b' ? 0.3 : 0)))) proposed++;
    expect(proposed / runs).toBeLessThanOrEqual(0.05);
  });

  it('in which a variant is better on two topics and worse on two, most are given a rule that truly gains', () => {
    const random = seededRandom(7);
    const runs = 200;
    const effect = (id: string, topic: number): number => (id === 'a' ? 0 : topic < 2 ? 0.8 : topic < 4 ? -0.8 : 0);
    let [proposed, sound] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const rule = ruleOf(drawn(random, ['a', 'b'], effect));
      if (!rule) continue;
      proposed++;
      if (rule.topics.every(({ topic, variantId }) => effect(variantId, Number(topic)) > effect(rule.otherwise, Number(topic)))) sound++;
    }
    expect(proposed / runs).toBeGreaterThan(0.7);
    expect(sound / proposed).toBeGreaterThan(0.95);
  });
});
