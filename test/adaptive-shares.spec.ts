import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { closedMoments } from '#analytics';
import { NewExperiment, askedForRating, listExperimentChanges, openConversation, rateConversation, readAllocation, readResults, sendMessage, startExperiment, usualDecision, type AllocationView, type Experiment } from '#contracts';
import { Experiments } from '#experiments';
import { newId } from '#platform';
import { ExperimentWatch } from '../libs/experiments/src/watch/watch.service.ts';
import { keyHeaders } from './support/accounts.ts';
import { makeSite, startChat, type TestChat, type TestSite } from './support/chat.ts';
import { startDatabase, type TestDatabase } from './support/database.ts';
import { roomEntities, rooms } from './support/rooms.ts';

jest.setTimeout(240_000);

const HOUR_MS = 3_600_000;
const NAMES = ['Prompt', 'Fine-tuned', 'Hybrid'] as const;

describe('visitors of an experiment with adaptive shares', () => {
  let db: TestDatabase;
  let server: TestChat;
  let site: TestSite;
  let headers: Record<string, string>;
  let watch: ExperimentWatch;
  let experiment: Experiment;
  /** When the first visitor came. */
  let began: number;

  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> => db.database.inWorkspace(site.workspaceId, (tx) => tx.query<T[]>(sql, values));
  const pass = (hours: number): Promise<void> => watch.pass(new Date(began + hours * HOUR_MS));
  const read = async (): Promise<Extract<AllocationView, { kind: 'adaptive' }>> => {
    const { body } = await server.call(readAllocation, { id: experiment.id }, headers);
    if (body.kind !== 'adaptive') throw new Error('shares are fixed');
    return body;
  };
  const weights = async (): Promise<number[]> => (await read()).variants.map(({ weight }) => weight);
  const nameOf = (variantId: string | null): string => experiment.variants.find(({ id }) => id === variantId)?.name ?? '';

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    server = await startChat(db, rooms);
    site = await makeSite(db);
    headers = await keyHeaders(server, site.workspaceId, 'admin');
    watch = server.app.get(ExperimentWatch, { strict: false });
    // Its own timer would look at these visitors by the real clock, and keep the experiment from us meanwhile.
    await watch.onApplicationShutdown();
    const draft = await server.app.get(Experiments, { strict: false }).create({ workspaceId: site.workspaceId, name: 'Ada' }, NewExperiment.parse({
      siteId: site.siteId, name: 'Which of three?',
      decision: { ...usualDecision, guardrails: usualDecision.guardrails.filter(({ measure }) => measure !== 'total_p95') },
      allocation: { kind: 'adaptive', method: 'top_two', floor: 500, controlShare: 1_500 },
      variants: NAMES.map((name, at) => ({ name, backendVersionId: site.backendVersionId, weight: [3_334, 3_333, 3_333][at]!, isControl: at === 0 })),
    }));
    experiment = (await server.call(startExperiment, { id: draft.id }, headers)).body;
    began = Date.now();
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });

  /** Asks once and waits for the answer. */
  async function ask(): Promise<{ conversationId: string; variantId: string; headers: Record<string, string> }> {
    const visitor = await server.visitor(site);
    const { body: { id: conversationId } } = await server.call(openConversation, {}, visitor.headers);
    const receipt = await server.call(sendMessage, { conversationId, clientMessageId: newId(), text: 'Where is my parcel?' }, { ...visitor.headers, accept: 'text/event-stream' });
    if (receipt.status >= 300) throw new Error(JSON.stringify(receipt.problem));
    const [row] = await query<{ variantId: string }>('select variant_id as "variantId" from conversation where id = $1', [conversationId]);
    return { conversationId, variantId: row?.variantId ?? '', headers: visitor.headers };
  }

  /** So many visitors, who rate the hybrid best; every tenth says nothing to the card. */
  async function visit(count: number): Promise<string[]> {
    const met: string[] = [];
    const one = async (at: number): Promise<void> => {
      const { conversationId, variantId, headers: own } = await ask();
      met.push(nameOf(variantId));
      await server.call(askedForRating, { conversationId }, own);
      if (at % 10 === 9) return;
      await server.call(rateConversation, { conversationId, score: nameOf(variantId) === 'Hybrid' ? [4, 5][at % 2]! : [2, 3, 4][at % 3]! }, own);
    };
    for (let at = 0; at < count; at += 10) await Promise.all(Array.from({ length: Math.min(10, count - at) }, (_, next) => one(at + next)));
    return met;
  }

  const share = (met: readonly string[], name: string): number => met.filter((one) => one === name).length / met.length;

  it('are shared out as set until a hundred of each have rated', async () => {
    await visit(120);
    await pass(2);
    expect(await weights()).toEqual([3_334, 3_333, 3_333]);
    const { waiting, variants } = await read();
    expect(waiting).toMatchObject({ why: 'closed_units', need: 100, have: Math.min(...variants.map(({ closedUnits }) => closedUnits)) });
    expect(waiting!.have).toBeGreaterThan(20);
    expect(waiting!.sentence).toMatch(/^Waiting for visitors who count in the mean rating and of whom nothing more is to come: .* has \d\d of 100\.$/);
  });

  it('come to the better one more often afterwards, while nobody who came before moves', async () => {
    await visit(330);
    await pass(0.9);
    expect(await weights()).toEqual([3_334, 3_333, 3_333]);
    const before = await query<{ unit: string; variant: string }>('select unit_id as unit, variant_id as variant from assignment order by unit_id');
    const preview = await read();
    expect(preview.variants[2]).toMatchObject({ next: expect.any(Number), chanceOfBest: expect.any(Number) });
    expect(preview.variants[2]!.chanceOfBest).toBeGreaterThan(0.99);
    expect(preview.best).toMatchObject({ variantId: experiment.variants[2]!.id, known: true });
    await pass(1.1);
    const [prompt, tuned, hybrid] = await weights();
    expect([prompt! < 3_334 && prompt! >= 2_334, tuned! < 3_333 && tuned! >= 2_333, hybrid]).toEqual([true, true, 4_333]);
    expect(prompt! + tuned! + hybrid!).toBe(10_000);
    expect(await query('select unit_id as unit, variant_id as variant from assignment order by unit_id')).toEqual(before);
  });

  it('can read in the change log who moved the shares and by what', async () => {
    const { body: { items: [change] } } = await server.call(listExperimentChanges, { id: experiment.id }, headers);
    expect(change).toMatchObject({ kind: 'epoch.opened', actorName: 'Duet' });
    expect(change!.reason).toMatch(/^By the mean rating of [34]\d\d visitors: Prompt 33\.34 % to .* %.*; Fine-tuned 33\.33 % to .*; Hybrid 33\.33 % to .* % \(best with (over )?99\.\d %\)\.$/);
    expect(change!.to.shares?.map(({ name }) => name)).toEqual([...NAMES]);
    const { body } = await server.call(readResults, { id: experiment.id }, headers);
    expect(body.epochs.map(({ number, reason }) => [number, reason])).toEqual([[1, ''], [2, change!.reason]]);
  });

  it('wait for the next step until the new period can stand on its own, and then meet it', async () => {
    await pass(4);
    expect((await read()).waiting).toMatchObject({ why: 'period' });
    expect((await query('select 1 from epoch where experiment_id = $1', [experiment.id])).length).toBe(2);
    const met = await visit(220);
    expect(share(met, 'Hybrid')).toBeGreaterThan(0.3);
    await pass(4);
    const [, , hybrid] = await weights();
    expect(hybrid!).toBeGreaterThan(4_333);
    const { body: { analysis } } = await server.call(readResults, { id: experiment.id }, headers);
    const difference = analysis.comparisons.find(({ role, variantId }) => role === 'primary' && variantId === experiment.variants[2]!.id)!;
    expect(difference.epochsLeftOut).toBe(0);
    expect(analysis.sampleRatio.alarm).toBe(false);
  });

  it('are closed an hour after the card or the end, a day after the last word, and three days after they came where a return counts', async () => {
    const closed = async (metric: string, hours: number, units: readonly string[]): Promise<number> => {
      const all = (rows: readonly { units: string }[]): number => rows.reduce((sum, row) => sum + Number(row.units), 0);
      const now = new Date(Date.now() + hours * HOUR_MS);
      const about = { workspaceId: site.workspaceId, experimentId: experiment.id, phase: 1 };
      return db.database.inWorkspace(site.workspaceId, async (tx) => {
        // Only these visitors; what is done to the others is undone with the transaction.
        await tx.query('savepoint others');
        await tx.query('delete from outcome where experiment_id = $1 and not (unit_id = any($2))', [experiment.id, units]);
        const found = all(await closedMoments(tx, about, metric, { cap: null, now }));
        await tx.query('rollback to savepoint others');
        return found;
      });
    };
    const [asked, ended, silent] = [await ask(), await ask(), await ask()];
    await server.call(askedForRating, { conversationId: asked.conversationId }, asked.headers);
    await query('update outcome set ended_at = now() where conversation_id = $1', [ended.conversationId]);
    const units = (await query<{ unit: string }>('select unit_id as unit from outcome where conversation_id = any($1)', [[asked, ended, silent].map(({ conversationId }) => conversationId)])).map(({ unit }) => unit);
    await server.call(readResults, { id: experiment.id }, headers);
    expect([await closed('failure', 0, units), await closed('failure', 0.9, units), await closed('failure', 1.1, units), await closed('failure', 24.1, units)]).toEqual([0, 0, 2, 3]);
    expect([await closed('resolved', 24.1, units), await closed('resolved', 72.1, units)]).toEqual([0, 3]);
    expect(await closed('csat', 100, units)).toBe(0);
    await server.call(rateConversation, { conversationId: asked.conversationId, score: 5 }, asked.headers);
    await server.call(readResults, { id: experiment.id }, headers);
    expect([await closed('csat', 0, units), await closed('failure', 0.9, units)]).toEqual([1, 0]);
  });
});
