import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readReport, usualDecision, type ComparedMeasure, type Report } from '#contracts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { playVisits, type Visit } from '../../../../test/support/played-visits.ts';
import { checkReport } from '../report/report.ts';
import { parseReport } from '../report/report-command.ts';

/** Every third visitor of the treatment is answered by a substitute, and rates as the control's do. */
const fallsBack = (place: number, variant: number): Visit => {
  const own = variant === 1 && place % 3 !== 0;
  return { score: (own ? 3 : 2) + (place % 3), resolved: place % 10 < (own ? 8 : 5), costMicroUsd: 1_000 + (place % 5), totalMs: 400, servedElsewhere: variant === 1 && !own };
};

describe('evidence of an experiment whose variant fell back', () => {
  let desk: ExperimentDesk;
  beforeAll(async () => {
    desk = await startExperimentDesk();
  }, 60_000);
  afterAll(() => desk.stop());

  async function played(primary: ComparedMeasure, visit: (place: number, variant: number) => Visit): Promise<Report> {
    const experiment = await desk.running(await desk.site(), { decision: { ...usualDecision, primary, secondary: [], margin: null } });
    const { siteId, id } = experiment;
    await playVisits({ database: desk.db.database, workspaceId: desk.workspaceId, experiment, route: (visitorId, conversationId) => desk.route(siteId, { visitorId, conversationId }) }, 160, visit);
    return (await desk.server.call(readReport, { id }, desk.headers)).body;
  }
  const treated = ({ evidence: { epochs, variants } }: Report): number => epochs[0]?.assigned[variants.find(({ isControl }) => !isControl)?.id ?? ''] ?? 0;

  it.each(['csat', 'resolved', 'cost'] as const)('holds for %s who answered each visitor, and gives the effect of being answered by the variant', async (primary) => {
    const report = await played(primary, fallsBack);
    const { evidence, analysis } = report;
    const units = treated(report);
    const own = Array.from({ length: units }, (_, at) => at).filter((at) => at % 3 !== 0);
    const y = (place: number): number => ({ csat: fallsBack(place, 1).score ?? 0, resolved: fallsBack(place, 1).resolved ? 1 : 0, cost: fallsBack(place, 1).costMicroUsd })[primary];
    const cell = evidence.cells.find(({ measure, variantId }) => measure === primary && variantId === evidence.served?.[0]?.variantId);
    expect(evidence.served).toEqual([{
      variantId: cell?.variantId, epoch: 1,
      sums: { ...cell!.sums, w: String(own.length * 10_000), ww: String(own.length * 1e8), xw: String(own.length * 10_000), yw: String(own.reduce((sum, place) => sum + y(place), 0) * 10_000) },
    }]);
    const { difference } = analysis.comparisons.find(({ measure }) => measure === primary)!;
    const [found] = analysis.compliers ?? [];
    expect(found?.served).toBeCloseTo(own.length / units, 12);
    if (difference.kind !== 'difference' || found?.effect.kind !== 'effect') throw new Error('both are known');
    expect(found.effect.value).toBeCloseTo(difference.value / found.served, 9);
  });

  it('counts two conversations of one visitor as one unit, as the measure itself does', async () => {
    const experiment = await desk.running(await desk.site(), { unit: 'conversation', decision: { ...usualDecision, primary: 'csat', secondary: [], margin: null } });
    await playVisits({ database: desk.db.database, workspaceId: desk.workspaceId, experiment, route: (visitorId, conversationId) => desk.route(experiment.siteId, { visitorId, conversationId }) }, 160, fallsBack);
    await desk.db.database.inWorkspace(desk.workspaceId, (tx) => tx.query(
      `update conversation c set visitor_id = pair.visitor_id from (
         select id, first_value(visitor_id) over (partition by variant_id, place / 2 order by place) as visitor_id
         from (select id, visitor_id, variant_id, row_number() over (partition by variant_id order by id) - 1 as place from conversation where experiment_id = $1) placed) pair
       where pair.id = c.id`, [experiment.id]));
    const { evidence } = (await desk.server.call(readReport, { id: experiment.id }, desk.headers)).body;
    const [served] = evidence.served ?? [];
    const cell = evidence.cells.find(({ measure, variantId }) => measure === 'csat' && variantId === served?.variantId);
    const { units, y, x, yy, xx, xy } = served!.sums;
    expect({ units, y, x, yy, xx, xy }).toEqual(cell?.sums);
    expect(Number(units)).toBeLessThanOrEqual(Math.ceil(treated({ evidence } as Report) / 2));
  });

  it('gives the same when it is computed again out of its file', async () => {
    const { report, filed } = parseReport(JSON.stringify(await played('csat', fallsBack)), 'r.json');
    expect(report.analysis.compliers).toHaveLength(1);
    expect(checkReport(report, filed)).toMatchObject({ digestHolds: true, differing: [] });
  });

  it('says nothing of it where no fallback answered, or where the measure is a response time', async () => {
    for (const report of [await played('csat', (place, variant) => ({ ...fallsBack(place, variant), servedElsewhere: false })), await played('total_p50', fallsBack)]) {
      expect([Object.keys(report.evidence).includes('served'), Object.keys(report.analysis).includes('compliers')]).toEqual([false, false]);
    }
  });
});
