import { createExperiment, startExperiment, usualDecision, type Experiment, type NewExperiment } from '#contracts';
import { Assignments } from '#experiments';
import { Database } from '#platform';
import { ExperimentWatch } from '../../libs/experiments/src/watch/watch.service.ts';
import type { Company } from './company.ts';
import { playVisits, type Visit } from './played-visits.ts';
import type { TestProduct } from './product.ts';

const DAY_MS = 24 * 3_600_000;

/** An experiment of two prompts whose visitors came within the last fortnight. */
export async function playedExperiment(test: TestProduct, company: Company, count: number, visit: (place: number, variant: number) => Visit, more: Partial<NewExperiment> = {}): Promise<Experiment> {
  const versions = await Promise.all(['Formal.', 'Friendly.'].map((tone) => company.version('prompt', 'embedded/encoder', { tone })));
  const site = await company.siteAnsweredBy(versions[0]!);
  const { id } = await company.call(createExperiment, {
    siteId: site.id, name: 'Formal or friendly?', hypothesis: 'A friendly tone is rated higher.', plannedRatings: 200, decision: usualDecision,
    variants: versions.map((version, at) => ({ name: at === 0 ? 'Formal' : 'Friendly', backendVersionId: version.id, weight: 5_000, isControl: at === 0 })),
    ...more,
  });
  const experiment = await company.call(startExperiment, { id });
  // What these visitors did stands still: a look of the product's own would change results between two readings.
  await test.product.app.get(ExperimentWatch, { strict: false }).onApplicationShutdown();
  const [database, workspaceId] = [test.product.app.get(Database), company.session.workspace.id];
  await playVisits({
    database, workspaceId, experiment,
    route: (visitorId, conversationId) => database.inWorkspace(workspaceId, (tx) => test.product.app.get(Assignments).route(tx, { workspaceId, siteId: site.id, visitorId, conversationId, traffic: 'live', facts: null })),
  }, count, visit);
  const start = new Date(Date.now() - 14 * DAY_MS);
  await database.inWorkspace(workspaceId, async (tx) => {
    await tx.query('update experiment set started_at = $2 where id = $1', [id, start]);
    await tx.query('update epoch set started_at = $2 where experiment_id = $1', [id, start]);
    for (const look of looks(experiment, start)) {
      await tx.query('insert into experiment_look (workspace_id, experiment_id, phase, at, units, ratio_p, differences) values ($1, $2, 1, $3, $4, 0.6, $5)', [workspaceId, id, look.at, look.units, JSON.stringify(look.differences)]);
    }
  });
  return experiment;
}

/** Three looks on the way. */
const looks = ({ variants }: Experiment, start: Date) => [[4, 60, 0.7], [7, 110, 0.9], [11, 170, 0.95]].map(([day = 0, units = 0, value = 0]) => ({
  at: new Date(start.getTime() + day * DAY_MS), units,
  differences: variants.filter(({ isControl }) => !isControl).map(({ id }) => ({ variantId: id, measure: 'csat', value, standardError: 2 / Math.sqrt(units), units, smallerUnits: units / 2 })),
}));

/** The second variant is rated higher, resolves more and costs less. */
export const friendlyWins = (place: number, variant: number): Visit => ({
  ...(place % 4 === 3 ? {} : { score: variant === 0 ? 2 + (place % 3) : 3 + (place % 3) }),
  resolved: place % 10 < (variant === 0 ? 5 : 7), costMicroUsd: (variant === 0 ? 9_000 : 5_000) + (place % 7) * 300, totalMs: 700 + ((place * 37) % 300) * (variant === 0 ? 5 : 3),
});
