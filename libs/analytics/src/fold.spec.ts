import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { pairMomentsOfSums } from '#stats';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { Fold } from './fold.service.ts';
import { figuresOf } from './figures.ts';
import { appendFacts, type Fact, type FinishedAnswer, type Whose } from './journal.ts';
import { Ranges } from './report-range.ts';
import { Reports } from './reports.service.ts';
import { Totals } from './totals.service.ts';
import { unitMoments } from './unit-moments.sql.ts';

const answer = (more: Partial<FinishedAnswer> = {}): FinishedAnswer => ({
  messageId: newId(), state: 'complete', result: 'answered', firstTokenMs: 120, totalMs: 400, inputTokens: 10, outputTokens: 20, costMicroUsd: 30,
  intent: 'refund', confidence: 0.9, ...more,
});

describe('what the journal is folded into', () => {
  let db: TestDatabase;
  let fold: Fold;
  let workspaceId: string;
  const experimentId = newId();
  const siteId = newId();
  const variants = [newId(), newId()] as const;
  const whoseOf = (variant: number, unitId: string): Whose => ({
    siteId, experimentId, phase: 1, epoch: 1, variantId: variants[variant] ?? null, unitId, backendVersionId: newId(), traffic: 'live',
  });
  const write = (facts: Fact[]) => db.database.inWorkspace(workspaceId, (tx) => appendFacts(tx, workspaceId, facts));

  /** A visitor who asks, is answered, rates, changes the rating and the thumb. */
  function visit(variant: number, score: number, more: Partial<FinishedAnswer> = {}): Fact[] {
    const conversationId = newId();
    const about = { conversationId, whose: whoseOf(variant, newId()) };
    const messageId = newId();
    return [
      { ...about, kind: 'unit.assigned' }, { ...about, kind: 'conversation.started' }, { ...about, kind: 'message.received', messageId },
      { ...about, kind: 'answer.finished', ...answer(more) }, { ...about, kind: 'rating.asked' },
      { ...about, kind: 'conversation.rated', from: null, to: 1 }, { ...about, kind: 'conversation.rated', from: 1, to: score },
      { ...about, kind: 'message.rated', messageId, from: null, to: 'up' }, { ...about, kind: 'message.rated', messageId, from: 'up', to: 'down' },
    ];
  }

  beforeAll(async () => {
    db = await startDatabase();
    fold = new Fold(db.database);
    workspaceId = await db.workspace();
    for (let i = 0; i < 20; i++) await write(visit(i % 2, 1 + (i % 5)));
    await write(visit(0, 2, { state: 'failed', result: 'failed', firstTokenMs: null, totalMs: null }));
    await fold.catchUp();
  });
  afterAll(() => db.stop());

  const totals = () => db.database.inWorkspace(workspaceId, (tx) => new Totals(fold).experimentTotals(tx, workspaceId, experimentId, 1));

  it('counts each visitor once, with its last rating and last thumb', async () => {
    const first = (await totals()).find((one) => one.variantId === variants[0]);
    expect(first?.sums).toMatchObject({ assigned: 11, conversations: 11, answers: 11, asked: 11, ratings: 11, failures: 1, thumbsDown: 11 });
    expect(first?.sums.thumbsUp ?? 0).toBe(0);
    expect(first?.sums.ratingSum).toBe(1 + 3 + 5 + 2 + 4 + 1 + 3 + 5 + 2 + 4 + 2);
  });

  it('keeps what differences are estimated from: sums and products over visitors, by the epoch of their assignment', async () => {
    const rows = await db.database.inWorkspace(workspaceId, (tx) => unitMoments(tx, { workspaceId, experimentId, phase: 1 }, ['csat', 'cost'], null));
    const moments = rows.map(({ units, y, x, yy, xx, xy, ...cell }) => ({ ...cell, moments: pairMomentsOfSums({ units: BigInt(units), y: BigInt(y), x: BigInt(x), yy: BigInt(yy), xx: BigInt(xx), xy: BigInt(xy) }) }));
    const csat = moments.find(({ variantId, metric }) => variantId === variants[0] && metric === 'csat');
    const ratings = [1, 3, 5, 2, 4, 1, 3, 5, 2, 4, 2];
    const mean = ratings.reduce((sum, one) => sum + one, 0) / ratings.length;
    expect(csat).toMatchObject({ epoch: 1, moments: { y: { count: 11 }, x: { count: 11, mean: 1, squaredDeviations: 0 }, coDeviations: 0 } });
    expect(csat?.moments.y.mean).toBeCloseTo(mean, 12);
    expect(csat?.moments.y.squaredDeviations).toBeCloseTo(ratings.reduce((sum, one) => sum + (one - mean) ** 2, 0), 10);
    expect(moments.map(({ metric }) => metric).sort()).toEqual(['cost', 'cost', 'csat', 'csat']);
  });

  it('keeps a failed answer in its variant as slower than everything', async () => {
    const first = (await totals()).find((one) => one.variantId === variants[0]);
    expect(first?.total['1024']).toBe(1);
    expect(first && figuresOf(first).failures).toMatchObject({ kind: 'share', count: 1, of: 11 });
  });

  it('gives the same bytes when it is computed again', async () => {
    const before = await fold.rebuild(workspaceId);
    const again = await fold.rebuild(workspaceId);
    expect(again).toEqual(before);
    expect(before.events).toBe(21 * 9);
  });

  it('gives the same bytes however the facts were cut into batches', async () => {
    const batched = await fold.rebuild(workspaceId);
    const other = await db.workspace('One by one');
    const journal = await db.database.acrossWorkspaces((tx) => tx.query<{ fact: Fact; at: Date }[]>('select fact, at from journal where workspace_id = $1 order by id', [workspaceId]));
    for (const { fact, at } of journal) {
      await db.database.inWorkspace(other, (tx) => tx.query('insert into journal (workspace_id, kind, conversation_id, fact, at) values ($1, $2, $3, $4, $5)', [other, fact.kind, fact.conversationId, fact, at]));
    }
    await fold.catchUp();
    const rows = (id: string) => db.database.inWorkspace(id, (tx) => tx.query(
      'select bucket, variant_id, sums::text, first_token::text, total::text from rollup order by bucket, variant_id, backend_version_id'));
    expect(await rows(other)).toEqual(await rows(workspaceId));
    expect(batched.events).toBe(journal.length);
  });

  it('folds a fact once although two processes fold at the same time', async () => {
    const rival = new Fold(db.database);
    await write(visit(1, 5));
    await Promise.all([fold.catchUp(), rival.catchUp(), fold.catchUp()]);
    const folded = (await totals()).find((one) => one.variantId === variants[1]);
    expect(folded?.sums.conversations).toBe(11);
  });

  it('is up to date for whoever asks while an earlier pass has read already', async () => {
    const before = (await totals()).find((one) => one.variantId === variants[1])?.sums.conversations ?? 0;
    await write(visit(1, 5));
    const waiting = () => db.source.query<object[]>(`select from pg_locks where not granted and relation = 'rollup'::regclass`);
    const [early, late] = await db.database.acrossWorkspaces(async (tx) => {
      await tx.query('lock table rollup in access exclusive mode');
      const pass = fold.catchUp();
      await eventually(waiting, ({ length }) => length > 0);
      await write(visit(1, 4));
      return [[pass], [fold.catchUp()]] as const;
    });
    await Promise.all([...early, ...late]);
    expect((await totals()).find((one) => one.variantId === variants[1])?.sums.conversations).toBe(before + 2);
  });

  it('waits for a transaction that began earlier and is still open', async () => {
    const before = (await totals()).find((one) => one.variantId === variants[1])?.sums.conversations ?? 0;
    await db.database.inWorkspace(workspaceId, async (tx) => {
      await appendFacts(tx, workspaceId, visit(1, 5));
      await write(visit(1, 4));
      await fold.catchUp();
    });
    await fold.catchUp();
    expect((await totals()).find((one) => one.variantId === variants[1])?.sums.conversations).toBe(before + 2);
  });

  it('counts days in the time zone of the workspace, also when a day has 23 hours', async () => {
    const berlin = await db.workspace('Berlin');
    await db.source.query(`update workspace set time_zone = 'Europe/Berlin' where id = $1`, [berlin]);
    const at = ['2026-03-28T22:59:00Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z', '2026-03-29T22:00:00Z'];
    for (const instant of at) {
      const fact: Fact = { kind: 'conversation.started', conversationId: newId(), whose: { ...whoseOf(0, newId()), experimentId: null, variantId: null, unitId: null, phase: null, epoch: null } };
      await db.database.inWorkspace(berlin, (tx) => tx.query('insert into journal (workspace_id, kind, conversation_id, fact, at) values ($1, $2, $3, $4, $5)', [berlin, fact.kind, fact.conversationId, fact, instant]));
    }
    const reports = new Reports(db.database, fold, new Ranges());
    const { points, total } = await reports.overview(berlin, { from: '2026-03-28', to: '2026-03-30' });
    expect(points.map(({ start, conversations }) => [start, conversations])).toEqual([['2026-03-28', 1], ['2026-03-29', 2], ['2026-03-30', 1]]);
    expect(total.conversations).toBe(4);
  });

  it('shows hours from the first one on while there is one day of data, whatever the period', async () => {
    const young = await db.workspace('Young');
    const now = new Date('2026-03-09T16:20:00Z');
    for (const instant of ['2026-03-09T13:10:00Z', '2026-03-09T15:59:00Z']) {
      const fact: Fact = { kind: 'conversation.started', conversationId: newId(), whose: { ...whoseOf(0, newId()), experimentId: null, variantId: null, unitId: null, phase: null, epoch: null } };
      await db.database.inWorkspace(young, (tx) => tx.query('insert into journal (workspace_id, kind, conversation_id, fact, at) values ($1, $2, $3, $4, $5)', [young, fact.kind, fact.conversationId, fact, instant]));
    }
    const reports = new Reports(db.database, fold, new Ranges());
    const { points, ...span } = await reports.overview(young, {}, now);
    expect(span).toMatchObject({ from: '2026-02-24', to: '2026-03-09', bucket: 'hour', daysWithData: 1, firstDay: '2026-03-09' });
    expect(points.map(({ start, conversations }) => [start, conversations]))
      .toEqual([['2026-03-09T13:00', 1], ['2026-03-09T14:00', 0], ['2026-03-09T15:00', 1]]);
    const weeks = await reports.overview(young, { from: '2026-03-01', bucket: 'week' }, now);
    expect(weeks.points).toEqual([{ start: '2026-03-09', conversations: 2, costMicroUsd: 0, costPerConversationMicroUsd: 0 }]);
  });

  it('has no day of data in a period without any', async () => {
    const reports = new Reports(db.database, fold, new Ranges());
    const nothing = await reports.overview(await db.workspace('Empty'), { from: '2026-03-01', to: '2026-03-03' });
    expect(nothing).toMatchObject({ daysWithData: 0, firstDay: null, bucket: 'day' });
    expect(nothing.points.map(({ start }) => start)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
  });
});
