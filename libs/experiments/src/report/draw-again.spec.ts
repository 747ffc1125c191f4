import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeExperiment, readReport, type Evidence, type Experiment, type Report } from '#contracts';
import { newId } from '#platform';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { evidenceOf } from '../analysis/evidence.fixture.ts';
import type { Routed } from '../assignments.service.ts';
import { drawAgain, type DrawnAgain, type DrawnUnit } from './draw-again.ts';
import { UnreadableReport, drawnOf, parseReport } from './report-command.ts';
import { checkReport, reportOf } from './report.ts';

interface Met extends DrawnUnit {
  epoch: number;
  routed: Routed;
}

describe('a unit of a report file', () => {
  let desk: ExperimentDesk;
  const split = { seed: 'checkout', hashVersion: 2 as const, attribute: 'account', namespace: { name: 'chat', start: 0, end: 0.6 } };
  const facts = (account: string) => ({ page: null, locale: null, signedInAs: null, attributes: { account }, verified: [] });
  const fileOf = async (id: string): Promise<Report> => parseReport(JSON.stringify((await desk.server.call(readReport, { id }, desk.headers)).body), 'r.json').report;
  const change = (more: Parameters<typeof desk.server.call<typeof changeExperiment>>[1]) => desk.server.call(changeExperiment, more, desk.headers);

  /** Units who come one after the other, each for the first time. */
  async function meet(siteId: string, epoch: number, count: number): Promise<Met[]> {
    const met: Met[] = [];
    for (let at = 0; at < count; at++) {
      const [visitorId, conversationId, account] = [newId(), newId(), newId()];
      const routed = await desk.route(siteId, { visitorId, conversationId, facts: facts(account) });
      met.push({ unit: visitorId, visitor: visitorId, epoch, routed });
    }
    return met;
  }

  /** Three periods: a tenth takes part, then six tenths, then those with other shares. */
  async function threePeriods(siteId: string, { id, variants: [control, treatment] }: Experiment): Promise<Met[]> {
    const first = await meet(siteId, 1, 60);
    await change({ id, coverage: 6_000, reason: 'More' });
    const second = await meet(siteId, 2, 60);
    await change({ id, weights: { [control!.id]: 2_000, [treatment!.id]: 8_000 }, reason: 'Mostly the new one' });
    return [...first, ...second, ...await meet(siteId, 3, 60)];
  }

  beforeAll(async () => {
    desk = await startExperimentDesk();
  });
  afterAll(() => desk.stop());

  it('draws out of the file alone what it drew when it came, whatever coverage, shares, slice and holdout were', async () => {
    const siteId = await desk.site();
    await desk.holdOut(siteId, 2_000);
    const experiment = await desk.running(siteId, { coverage: 1_000, slice: { from: 1_000, to: 9_000 } });
    const met = await threePeriods(siteId, experiment);
    const { evidence } = await fileOf(experiment.id);
    expect(evidence.epochs.map(({ coverage }) => coverage)).toEqual([1_000, 6_000, 6_000]);
    for (const { routed, epoch, ...drawn } of met) expect([drawn.unit, told(drawAgain(evidence, evidence.assignment!, drawn), epoch)]).toEqual([drawn.unit, { holdout: routed.holdout, variantId: routed.variantId }]);
    // All ends are met, so none of them is right by never being asked.
    expect(new Set(met.map(({ routed }) => routed.variantId))).toEqual(new Set([null, ...experiment.variants.map(({ id }) => id)]));
    expect(new Set(met.map(({ routed }) => routed.holdout))).toEqual(new Set([true, false]));
  });

  it('draws as a conversation with its own id, and lies in the layer with its visitor’s', async () => {
    const siteId = await desk.site();
    const { id } = await desk.running(siteId, { unit: 'conversation', slice: { from: 0, to: 5_000 } });
    const pairs = Array.from({ length: 40 }, () => ({ visitorId: newId(), conversationId: newId() }));
    const { evidence } = await fileOf(id);
    for (const { visitorId, conversationId } of pairs) {
      const { variantId } = await desk.route(siteId, { visitorId, conversationId });
      expect(told(drawAgain(evidence, evidence.assignment!, { unit: conversationId, visitor: visitorId }), 1).variantId).toBe(variantId);
    }
    expect(drawAgain(evidence, evidence.assignment!, { unit: newId(), visitor: null })).toMatchObject({ holdout: null, layer: null });
  });

  it('draws as GrowthBook does where the experiment does, by its seed', async () => {
    const siteId = await desk.site();
    const { id } = await desk.running(siteId, { growthbook: split, coverage: 8_000 });
    const { evidence } = await fileOf(id);
    expect(evidence.assignment?.growthbook).toEqual(split);
    const seen = new Set<string | null>();
    for (let at = 0; at < 60; at++) {
      const account = `account-${at}`;
      const visitor = newId();
      const { variantId } = await desk.route(siteId, { visitorId: visitor, facts: facts(account) });
      expect([account, told(drawAgain(evidence, evidence.assignment!, { unit: account, visitor }), 1).variantId]).toEqual([account, variantId]);
      seen.add(variantId);
    }
    expect(seen.size).toBe(3);
  });

  it('is told in words, with each draw and each period', async () => {
    const siteId = await desk.site();
    const experiment = await desk.running(siteId, { coverage: 2_000, targeting: [{ kind: 'signed_in', value: false }] });
    await change({ id: experiment.id, coverage: 10_000, reason: 'All' });
    const report = await fileOf(experiment.id);
    const unit = newId();
    const said = drawnOf(report, 'r.json', { unit: unit.toUpperCase() });
    const [, last] = drawAgain(report.evidence, report.evidence.assignment!, { unit, visitor: unit }).epochs;
    const name = experiment.variants.find(({ id }) => last?.proposal.kind === 'variant' && id === last.proposal.variantId)?.name;
    expect(said).toContain(`${unit}, drawn again for phase 1 by MurmurHash3 with the salts of this file:\n`);
    expect(said).toMatch(/Holdout: place [\d,]+ of 10,000; the site kept 0 % out of all experiments when the file was made, which this one is not among\./);
    expect(said).toMatch(/Layer: place [\d,]+ of 10,000; the experiment takes 0 to 100 % of the site's visitors, which this one is among\./);
    expect(said).toContain('{"kind":"signed_in","value":false}');
    expect(said).toMatch(new RegExp(`\\n2 +\\S+ +100 % +${name} \\(place [\\d,]+\\)\\n`));
    expect(said).toMatch(/\n1 +\S+ +20 % +/);
  });

  it('has a digest that holds its salts', async () => {
    const report = await fileOf((await desk.running(await desk.site())).id);
    expect(checkReport(report, report.analysis).digestHolds).toBe(true);
    report.evidence.assignment!.salts.variant += 'x';
    expect(checkReport(report, report.analysis).digestHolds).toBe(false);
  });
});

describe('a file of before draws were kept', () => {
  it('says that it cannot tell who met what, and is read as before', () => {
    const older = reportOf(evidenceOf());
    expect(parseReport(JSON.stringify(older), 'r.json').report.evidence.assignment).toBeUndefined();
    expect(() => drawnOf(older, 'r.json', { unit: 'v' })).toThrow(new UnreadableReport('r.json does not say how visitors were drawn: it is of a release before that was kept.'));
  });

  it('draws as if everybody took part in a period whose coverage nobody kept', () => {
    const rule: Evidence['assignment'] = { hash: 'murmurhash3_x86_32', salts: { holdout: 'h', layer: 'l', exposure: 'e', variant: 'v' }, holdout: 0, slice: { from: 0, to: 10_000 }, targeting: [], growthbook: null };
    const report = reportOf(evidenceOf({ assignment: rule }));
    expect(drawAgain(report.evidence, rule, { unit: 'u', visitor: 'u' }).epochs).toEqual([expect.objectContaining({ coverage: null, proposal: expect.objectContaining({ kind: 'variant' }) })]);
    expect(drawnOf(report, 'r.json', { unit: 'u' })).toMatch(/not kept +(Prompt|Fine-tuned) \(place [\d,]+\), if it took part/);
  });

  it('is refused where its shares are none', () => {
    const rule: Evidence['assignment'] = { hash: 'murmurhash3_x86_32', salts: { holdout: 'h', layer: 'l', exposure: 'e', variant: 'v' }, holdout: 0, slice: { from: 0, to: 10_000 }, targeting: [], growthbook: null };
    const torn = evidenceOf({ assignment: rule });
    torn.epochs[0]!.weights = { a: 1, b: 2 };
    expect(() => drawnOf(reportOf(torn), 'r.json', { unit: 'u' })).toThrow(/evidence that is impossible: weights must sum to 10000/);
  });
});

/** What would have been stored of a unit that came in an epoch. */
function told({ holdout, layer, epochs }: DrawnAgain, epoch: number): Pick<Routed, 'holdout' | 'variantId'> {
  const proposal = epochs.find(({ number }) => number === epoch)?.proposal;
  const asked = holdout?.inside === false && layer?.inside === true;
  return { holdout: holdout?.inside ?? false, variantId: asked && proposal?.kind === 'variant' ? proposal.variantId : null };
}
