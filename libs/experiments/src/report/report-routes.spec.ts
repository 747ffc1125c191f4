import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFacts } from '#analytics';
import { analyze, changeExperiment, exportComparisons, pauseExperiment, readReport, readResults, startExperiment, type Experiment } from '#contracts';
import { newId } from '#platform';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { FEWEST_UNITS } from '../evidence/looks.ts';
import { asRequest, byNames } from '../given/as-request.fixture.ts';
import { parseReport } from './report-command.ts';
import { checkReport } from './report.ts';

describe('the report of an experiment', () => {
  let desk: ExperimentDesk;
  let id: string;
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);

  beforeAll(async () => {
    desk = await startExperimentDesk();
    // Fewer than a look needs: what is computed twice here is then of one state, however long it takes.
    ({ id } = await rated(desk, FEWEST_UNITS - 4));
  }, 120_000);
  afterAll(() => desk.stop());

  it('is a file that says what the page says and can be computed again', async () => {
    const { status, headers, body } = await call(readReport, { id });
    expect([status, headers['content-disposition']]).toEqual([200, `attachment; filename="duet-report-${id}.json"`]);
    const { report, filed } = parseReport(JSON.stringify(body), 'r.json');
    expect(checkReport(report, filed)).toMatchObject({ digestHolds: true, differing: [] });
    const { analysis } = (await call(readResults, { id })).body;
    expect(report.analysis.comparisons).toEqual(analysis.comparisons);
    expect(analysis.comparisons.find(({ measure }) => measure === 'csat')?.difference.kind).toBe('difference');
  });

  it('goes through the engine for numbers that somebody brings along, and comes out the very same', async () => {
    const { id: experimentId, variants: [control, treatment], siteId } = await rated(desk, 40);
    await call(pauseExperiment, { id: experimentId, reason: 'A look' });
    await call(startExperiment, { id: experimentId, reason: 'On' });
    await call(changeExperiment, { id: experimentId, weights: { [control!.id]: 3_000, [treatment!.id]: 7_000 }, reason: 'More of the new one' });
    await visit(desk, siteId, control!.id, 40);
    const { evidence, analysis } = (await call(readReport, { id: experimentId })).body;
    expect([evidence.epochs.length, evidence.looks.length]).toEqual([2, 1]);
    const { status, body } = await call(analyze, asRequest(evidence));
    expect(status).toBe(200);
    expect(body).toEqual(byNames(analysis, evidence.variants));
  });

  it('has an engine that refuses what is impossible with a sentence', async () => {
    const { status, problem } = await call(analyze, { plan: { units: 100 }, variants: [{ name: 'A', isControl: true, assigned: 5 }, { name: 'B', assigned: 5, values: { csat: [[11, 2]] } }] });
    expect([status, problem]).toEqual([400, expect.objectContaining({ code: 'invalid_request', detail: 'B: no unit can have 11 of 2 in csat.' })]);
  });

  it('is a table as well', async () => {
    const { headers, body } = await call(exportComparisons, { id });
    expect([headers['content-type'], headers['content-disposition']]).toEqual(['text/csv; charset=utf-8', `attachment; filename="duet-comparisons-${id}.csv"`]);
    expect(String(body).split('\r\n').slice(0, 2)).toEqual([expect.stringMatching(/^variant,variant_id,measure,/), expect.stringMatching(/^Treatment,[-0-9a-f]{36},csat,more,primary,/)]);
  });

  it('is unknown where there is no such experiment', async () => {
    expect((await call(readReport, { id: newId() })).problem.code).toBe('not_found');
    expect((await call(exportComparisons, { id: newId() })).problem.code).toBe('not_found');
  });
});

/** An experiment whose visitors rated: 2 to 4 of the control, 3 to 5 of the treatment. */
async function rated(desk: ExperimentDesk, visitors: number): Promise<Pick<Experiment, 'id' | 'siteId' | 'variants'>> {
  const siteId = await desk.site();
  const { id, variants } = await desk.running(siteId);
  await visit(desk, siteId, variants[0]!.id, visitors);
  return { id, siteId, variants };
}

async function visit(desk: ExperimentDesk, siteId: string, controlId: string, visitors: number): Promise<void> {
  for (let visitor = 0; visitor < visitors; visitor++) {
    const { newlyAssigned: _, crossEngineFallback: __, ...routed } = await desk.route(siteId);
    const score = (routed.variantId === controlId ? 2 : 3) + (visitor % 3);
    const about = { conversationId: newId(), whose: { siteId, traffic: 'live' as const, ...routed } };
    await desk.db.database.inWorkspace(desk.workspaceId, (tx) => appendFacts(tx, desk.workspaceId, [
      { ...about, kind: 'unit.assigned' }, { ...about, kind: 'conversation.started' }, { ...about, kind: 'rating.asked' }, { ...about, kind: 'conversation.rated', from: null, to: score },
    ]));
  }
}
