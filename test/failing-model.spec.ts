import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createExperiment, previewAnswer, readExperiment, startExperiment } from '#contracts';
import { Database } from '#platform';
import { startModelServer, type ModelServer } from './support/model-server.ts';
import { startProduct, type TestProduct } from './support/product.ts';
import { Visitor } from './support/visitor.ts';

interface Answer {
  variant: string;
  assignedVariant: string;
  state: string;
  errorCode: string | null;
  totalMs: number;
}

describe('a variant whose model keeps failing', () => {
  let test: TestProduct;
  let good: ModelServer;
  let bad: ModelServer;
  beforeAll(async () => {
    [test, good, bad] = [await startProduct(), await startModelServer({ tokens: 3 }), await startModelServer({ refuse: { status: 503 } })];
  }, 120_000);
  afterAll(async () => {
    await test.stop();
    await Promise.all([good.stop(), bad.stop()]);
  }, 60_000);

  it('keeps its visitors: its answers fail at once, with a code of their own, and nobody is moved', async () => {
    const { call, version, model, siteAnsweredBy, session } = await test.company();
    const [working, failing] = [await version('fine_tuned', (await model(good.url, 'working')).key), await version('fine_tuned', (await model(bad.url, 'failing')).key)];
    const site = await siteAnsweredBy(working);
    const { id } = await call(createExperiment, {
      siteId: site.id, name: 'One of them is down', variants: [{ name: 'Working', backendVersionId: working.id, weight: 5_000, isControl: true }, { name: 'Failing', backendVersionId: failing.id, weight: 5_000 }],
    });
    await call(startExperiment, { id });
    await Promise.all(Array.from({ length: 20 }, () => call(previewAnswer, { backendVersionId: failing.id, text: 'Hello?' })));
    const asked = bad.requests.length;
    for (let i = 0; i < 16; i++) {
      const visitor = await Visitor.open(test.address, site.publicKey);
      await visitor.start();
      await visitor.ask('Where is my parcel?');
      visitor.close();
    }
    const nameOf = new Map((await call(readExperiment, { id })).variants.map((variant) => [variant.id, variant.name]));
    const rows = await test.product.app.get(Database).inWorkspace(session.workspace.id, (tx) => tx.query<Answer[]>(
      `select a.variant_id as variant, m.assigned_variant_id as "assignedVariant", m.state, m.error_code as "errorCode", m.total_ms as "totalMs"
       from message m join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
       join assignment a on a.workspace_id = m.workspace_id and a.experiment_id = $1 and a.unit_id = c.visitor_id
       where m.role = 'assistant'`, [id]));
    expect(rows).toHaveLength(16);
    expect(rows.every(({ variant, assignedVariant }) => variant === assignedVariant)).toBe(true);
    const of = (name: string): Answer[] => rows.filter(({ variant }) => nameOf.get(variant) === name);
    expect(of('Working').length).toBeGreaterThan(0);
    expect(new Set(of('Working').map(({ state }) => state))).toEqual(new Set(['complete']));
    // A slow machine may take the ten seconds after which one question is let through.
    expect(new Set(of('Failing').map(({ errorCode }) => errorCode).filter((code) => code !== 'capacity'))).toEqual(new Set(['circuit_open']));
    expect(of('Failing').filter(({ errorCode }) => errorCode === 'capacity').length).toBeLessThanOrEqual(2);
    expect(Math.min(...of('Failing').map(({ totalMs }) => totalMs))).toBeLessThan(500);
    expect(bad.requests.length - asked).toBeLessThanOrEqual(2);
  }, 120_000);
});
