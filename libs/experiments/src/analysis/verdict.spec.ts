import { describe, expect, it } from '@jest/globals';
import { usualDecision, type Evidence } from '#contracts';
import { analyse } from './analyse.ts';
import { evidenceOf, ratings, shares, times } from './evidence.fixture.ts';
import { sumsOf } from './sums.ts';
import { lookAt } from '../evidence/looks.ts';

const LOW = [3, 4, 5, 4] as const;
const HIGH = [4, 4, 5, 5] as const;
const verdictOf = (evidence: Evidence) => analyse(evidence).verdict;
/** What is read out, with what it rests on. */
const said = (evidence: Evidence): string => {
  const { sentence, evidence: rests } = verdictOf(evidence);
  return [sentence, rests].filter(Boolean).join(' / ');
};
const guarded = (guardrails: Evidence['plan']['decision']['guardrails'], more: Partial<Evidence['plan']['decision']> = {}): Evidence['plan'] => ({ units: 400, alpha: 0.05, decision: { ...usualDecision, guardrails, ...more } });
const spread = (from: number, count: number) => Array.from({ length: count }, (_, at) => from * (1 + ((at * 37) % 400) / 50));

describe('the verdict', () => {
  it('says how much is missing, and for how long, before it says that nothing is shown', () => {
    expect(said(evidenceOf({ cells: [ratings('a', LOW, 38), ratings('b', HIGH, 3)] }))).toBe('Too early: 41 of 400 rated, about 123 days to go. / 41 of 400 rated.');
    const stopped = evidenceOf({ cells: [ratings('a', LOW, 3), ratings('b', HIGH, 3)] });
    expect(said({ ...stopped, experiment: { ...stopped.experiment, state: 'stopped', stoppedAt: stopped.takenAt } })).toMatch(/^Stopped too early for a verdict: 6 of 400 rated\./);
    expect(said({ ...stopped, experiment: { ...stopped.experiment, state: 'draft', startedAt: null } })).toBe('Not started yet.');
    expect(verdictOf(evidenceOf({ cells: [ratings('a', LOW, 3), ratings('b', HIGH, 3)] }))).toMatchObject({ conclusion: 'underpowered', sentence: expect.stringMatching(/more than a year/) });
  });

  it('distrusts everything when visitors were not shared out as planned', () => {
    const lost = evidenceOf({ assigned: { a: 800, b: 400 }, cells: [ratings('a', LOW, 300), ratings('b', HIGH, 300)] });
    expect(verdictOf(lost)).toMatchObject({ conclusion: 'broken', sentence: expect.stringMatching(/^Do not trust these numbers yet: visitors were not shared out/) });
  });

  it('distrusts an effect that changed while it was measured', () => {
    const early = evidenceOf({ cells: [shares('a', 'csat', 50, 200), shares('b', 'csat', 150, 200)] });
    expect(verdictOf(evidenceOf({ cells: [shares('a', 'csat', 300, 600), shares('b', 'csat', 330, 600)], looks: [lookAt(early)] }))).toMatchObject({ conclusion: 'broken' });
  });

  it('names a difference as soon as the interval that holds at any time leaves zero out, also before the planned end', () => {
    const better = verdictOf(evidenceOf({ cells: [ratings('a', LOW, 152), ratings('b', HIGH, 152)] }));
    expect(better).toMatchObject({ conclusion: 'ship', variantId: 'b' });
    expect(better.sentence).toMatch(/^Fine-tuned satisfies 0\.50 points of 5 more \(0\.\d\d to 0\.\d\d\)\.$/);
    expect(better.evidence).toBe('Mean rating: Prompt 4.00, Fine-tuned 4.50. 304 of 400 rated.');
    expect(verdictOf(evidenceOf({ cells: [ratings('a', HIGH, 150), ratings('b', LOW, 150)] }))).toMatchObject({ conclusion: 'keep', sentence: expect.stringMatching(/^Keep Prompt: Fine-tuned satisfies 0\.50 points of 5 less \(0\./) });
  });

  it('tells cost, guardrails and open gates beside the difference', () => {
    const cost = (variantId: string, each: number) => ({ variantId, epoch: 1, measure: 'cost_resolved' as const, sums: sumsOf(Array.from({ length: 400 }, (_, at) => [each + (at % 7), at % 3 === 0 ? 0 : 1] as const)) });
    const evidence = evidenceOf({
      plan: guarded([{ measure: 'total_p95', margin: 0.25, marginIs: 'relative' }, { measure: 'failure', margin: 0.02, marginIs: 'absolute' }], { primary: 'resolved', secondary: ['cost_resolved'], margin: null }),
      cells: [shares('a', 'resolved', 200, 400), shares('b', 'resolved', 270, 400), cost('a', 1_000), cost('b', 590), shares('a', 'failure', 2, 400), shares('b', 'failure', 2, 400)],
      latency: [times('a', 'total', spread(400, 2_000)), times('b', 'total', spread(390, 2_000))],
    });
    expect(verdictOf(evidence)).toMatchObject({ conclusion: 'ship' });
    expect(verdictOf(evidence).sentence).toMatch(
      /^Fine-tuned resolves 17\.5 points more \([\d.]+ to [\d.]+\), costs 41 % less per resolved conversation, p95 of the time to the whole answer and share of failed answers within their margins\.$/);
    const young = { ...evidence, takenAt: '2026-11-02T00:00:00.000Z' };
    expect(verdictOf(young)).toMatchObject({ conclusion: 'continue', sentence: expect.stringMatching(/; one gate needs about 6 days more\.$/) });
  });

  it('names harm before everything else', () => {
    const harmed = evidenceOf({
      plan: guarded([{ measure: 'failure', margin: 0.02, marginIs: 'absolute' }]),
      cells: [ratings('a', LOW, 150), ratings('b', HIGH, 150), shares('a', 'failure', 2, 400), shares('b', 'failure', 80, 400)],
    });
    expect(verdictOf(harmed)).toMatchObject({ conclusion: 'harm', variantId: 'b', sentence: 'Fine-tuned harms: the share of failed answers is worse than its margin allows.' });
  });

  it('tells how many were planned where more came', () => {
    const more = evidenceOf({ plan: guarded([], { margin: null }), cells: [ratings('a', LOW, 4_000), ratings('b', LOW, 4_000)], assigned: { a: 4_000, b: 4_000 } });
    expect(verdictOf(more).evidence).toContain('8,000 rated, 400 were planned.');
  });

  it('calls variants the same only within the margin that was set', () => {
    const same = evidenceOf({ plan: guarded([], { margin: 0.2 }), cells: [ratings('a', LOW, 4_000), ratings('b', LOW, 4_000)], assigned: { a: 4_000, b: 4_000 } });
    expect(verdictOf(same)).toMatchObject({ conclusion: 'equivalent', sentence: 'Fine-tuned and Prompt are the same in the mean rating, up to 0.20.' });
    expect(verdictOf({ ...same, plan: guarded([], { margin: null }) })).toMatchObject({ conclusion: 'nothing_shown', sentence: 'No difference from Prompt is shown.' });
  });

  it('sees a share of none against a share of all, and two shares of all as the same', () => {
    const resolved = (a: number, b: number) => evidenceOf({
      plan: guarded([], { primary: 'resolved', margin: 0.05 }), cells: [shares('a', 'resolved', a, 900), shares('b', 'resolved', b, 900)], assigned: { a: 900, b: 900 },
    });
    expect(verdictOf(resolved(0, 900))).toMatchObject({ conclusion: 'ship', variantId: 'b', sentence: expect.stringMatching(/^Fine-tuned resolves 100\.0 points more/) });
    expect(verdictOf(resolved(900, 0))).toMatchObject({ conclusion: 'keep' });
    expect(verdictOf(resolved(900, 900))).toMatchObject({ conclusion: 'equivalent', sentence: 'Fine-tuned and Prompt are the same in the share resolved alone, up to 5.0 points.' });
    const ratedAlike = evidenceOf({ plan: guarded([], { margin: null }), cells: [ratings('a', [2], 900), ratings('b', [5], 900)], assigned: { a: 900, b: 900 } });
    expect(verdictOf(ratedAlike)).toMatchObject({ conclusion: 'continue', sentence: 'Every visitor of a variant shows the same mean rating: how far chance goes cannot be told.' });
  });

  it('does not read ratings of variants that are rated unequally often as a difference', () => {
    const cells = [ratings('a', LOW, 150), ratings('b', HIGH, 150)];
    const asked = (ofB: number): Evidence['ratings'] => [{ variantId: 'a', asked: 200, counts: [0, 0, 38, 75, 37] }, { variantId: 'b', asked: ofB, counts: [0, 0, 0, 75, 75] }];
    expect(verdictOf(evidenceOf({ cells, ratings: asked(200) }))).toMatchObject({ conclusion: 'ship' });
    expect(verdictOf(evidenceOf({ cells, ratings: asked(450) }))).toMatchObject({ conclusion: 'continue', sentence: expect.stringMatching(/^Too early/) });
  });

  it('speaks of the one better variant of several, and of the worse ones while none is better', () => {
    const three = { a: 300, b: 300, c: 300 };
    expect(said(evidenceOf({ assigned: three, cells: [ratings('a', LOW, 200), ratings('b', LOW, 200), ratings('c', HIGH, 200)] }))).toMatch(/^Hybrid satisfies 0\.50 points of 5 more/);
    expect(said(evidenceOf({ assigned: three, cells: [ratings('a', HIGH, 200), ratings('b', LOW, 200), ratings('c', HIGH, 200)] }))).toMatch(/^No difference from Prompt is shown\. Fine-tuned satisfies 0\.50 points of 5 less/);
  });
});
