import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Limits } from '#accounts';
import { createShare, listExperimentChanges, listShares, readResults, readSharedResults, withdrawShare, type Experiment } from '#contracts';
import { hashOf, newId } from '#platform';
import { keyHeaders, otherWorkspace } from '../../../../test/support/accounts.ts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { ExperimentShares } from './shares.service.ts';

const DAY_MS = 24 * 3_600_000;
const tokenOf = (url: string): string => url.split('/shared/')[1] ?? '';

describe('a link to the results of an experiment', () => {
  let desk: ExperimentDesk;
  let siteId: string;
  let experiment: Experiment;
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);
  const open = (token: string, again: 'yes' | 'no' = 'no') => call(readSharedResults, { token, again }, {});
  const share = async (more: { note?: string; expiresInDays?: number } = {}) => (await call(createShare, { id: experiment.id, ...more })).body;

  beforeAll(async () => {
    desk = await startExperimentDesk();
    siteId = await desk.site();
    experiment = await desk.running(siteId, { hypothesis: 'Formal is trusted more.', targeting: [{ kind: 'attribute', name: 'plan', operator: 'is', value: 'secret plan' }] });
    desk.server.app.get(Limits).change('address.shared-results.minute', { points: 10_000, seconds: 60 });
  }, 60_000);
  afterAll(() => desk.stop());

  it('shows what the page shows to somebody without an account', async () => {
    const { url, share: made } = await share({ note: 'For the board' });
    expect(url).toMatch(/^http:\/\/duet\.test\/shared\/sh_[0-9A-Za-z]{43}$/);
    expect(made).toMatchObject({ note: 'For the board', state: 'open', opens: 0, lastOpenedAt: null, withdrawnAt: null });
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(30 * DAY_MS);
    const { status, headers, body } = await open(tokenOf(url));
    expect([status, headers['cache-control'], headers['x-robots-tag'], headers['referrer-policy']]).toEqual([200, 'no-store', 'noindex', 'no-referrer']);
    const { body: whole } = await call(readResults, { id: experiment.id });
    expect(body).toMatchObject({ company: 'Another company', timeZone: 'UTC', expiresAt: made.expiresAt, results: { experiment: { name: experiment.name, hypothesis: 'Formal is trusted more.', siteName: 'Shop' } } });
    expect(body.results.analysis.verdict.sentence).toBe(whole.analysis.verdict.sentence);
    expect(body.results.variants.map(({ variant, figures }) => [variant.name, figures.assigned])).toEqual(whole.variants.map(({ variant, figures }) => [variant.name, figures.assigned]));
  });

  it('gives out no id of ours, no version, no condition of the site and no name of a colleague', async () => {
    const { url } = await share({ note: 'For the auditor' });
    const said = JSON.stringify((await open(tokenOf(url))).body);
    for (const id of [experiment.id, siteId, desk.workspaceId, ...experiment.variants.flatMap((one) => [one.id, one.backendVersionId])]) expect(said).not.toContain(id);
    expect(said).not.toMatch(/secret plan|backendVersionId|prompt backend|siteId|owner key|For the auditor/);
  });

  it('is kept as the hash of its token alone', async () => {
    const { url, share: { id } } = await share();
    const token = tokenOf(url);
    const stored = await desk.db.database.inWorkspace(desk.workspaceId, (tx) => tx.query<{ row: string }[]>('select row_to_json(s)::text as row from experiment_share s where id = $1 union all select row_to_json(c)::text from credential c where subject_id = $1', [id]));
    expect(stored).toHaveLength(2);
    for (const { row } of stored) expect(row).not.toContain(token);
    const [found] = await desk.db.database.atTheDoor((tx) => tx.query<{ hash: Buffer; kind: string }[]>('select token_hash as hash, kind from credential where subject_id = $1', [id]));
    expect([found?.kind, found?.hash.equals(hashOf(token))]).toEqual(['share', true]);
  });

  it('counts who opens it, and not the page that follows', async () => {
    const { url, share: { id } } = await share();
    await open(tokenOf(url));
    await open(tokenOf(url), 'yes');
    await open(tokenOf(url));
    const { items } = (await call(listShares, { id: experiment.id })).body;
    expect(items[0]).toMatchObject({ id, createdBy: 'owner key', opens: 2, lastOpenedAt: expect.any(String) });
  });

  it('is the same not found when nobody was given it, when it is over and when it was withdrawn', async () => {
    const shares = desk.server.app.get(ExperimentShares);
    const who = { workspaceId: desk.workspaceId, name: 'Ada' };
    const past = await shares.create(who, { id: experiment.id, note: 'Old', expiresInDays: 1 }, new Date(Date.now() - DAY_MS - 1_000));
    const { url, share: { id: shareId } } = await share();
    expect((await open(tokenOf(url))).status).toBe(200);
    expect((await call(withdrawShare, { id: experiment.id, shareId })).body).toMatchObject({ state: 'withdrawn', withdrawnAt: expect.any(String) });
    const answers = await Promise.all([`sh_${'x'.repeat(43)}`, 'short', tokenOf(past.url), tokenOf(url)].map(async (token) => {
      const { status, problem: { requestId: _, ...problem } } = await open(token);
      return { status, problem };
    }));
    expect(answers[0]).toMatchObject({ status: 404, problem: { code: 'not_found' } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const states = new Map((await call(listShares, { id: experiment.id })).body.items.map(({ id, state }) => [id, state]));
    expect([states.get(past.share.id), states.get(shareId)]).toEqual(['expired', 'withdrawn']);
  });

  it('works until the instant at which it ends', async () => {
    const shares = desk.server.app.get(ExperimentShares);
    const now = new Date();
    const { url } = await shares.create({ workspaceId: desk.workspaceId, name: 'Ada' }, { id: experiment.id, note: '', expiresInDays: 1 }, now);
    const at = (ms: number) => shares.open(tokenOf(url), false, new Date(now.getTime() + ms)).then(() => 'opened', (error: { code?: string }) => error.code);
    expect([await at(DAY_MS - 1), await at(DAY_MS)]).toEqual(['opened', 'not_found']);
  });

  it('stands in the record of the experiment, made and withdrawn', async () => {
    const { share: { id: shareId, expiresAt } } = await share({ note: 'For the press' });
    await call(withdrawShare, { id: experiment.id, shareId });
    await call(withdrawShare, { id: experiment.id, shareId });
    const { items } = (await call(listExperimentChanges, { id: experiment.id })).body;
    const link = { note: 'For the press', expiresAt };
    expect(items.slice(0, 2)).toMatchObject([{ kind: 'share.withdrawn', actorName: 'owner key', to: { link } }, { kind: 'share.created', actorName: 'owner key', to: { link } }]);
    expect(items.filter(({ to }) => to.link?.note === 'For the press')).toHaveLength(2);
  });

  it('lasts a day to a year', async () => {
    for (const expiresInDays of [0, 366, 1.5]) expect((await call(createShare, { id: experiment.id, expiresInDays })).problem.code).toBe('invalid_request');
    expect((await call(createShare, { id: experiment.id, expiresInDays: 365 })).status).toBe(201);
  });

  it('is made and withdrawn by those who may change experiments, and listed for those who may read them', async () => {
    const headers = await keyHeaders(desk.server, desk.workspaceId, 'analyst');
    const { share: { id: shareId } } = await share();
    expect((await call(createShare, { id: experiment.id }, headers)).problem.code).toBe('forbidden');
    expect((await call(withdrawShare, { id: experiment.id, shareId }, headers)).problem.code).toBe('forbidden');
    expect((await call(listShares, { id: experiment.id }, headers)).status).toBe(200);
  });

  it('is unknown to another workspace, and to another experiment', async () => {
    const { headers } = await otherWorkspace(desk.server, desk.db);
    const { share: { id: shareId }, url } = await share();
    for (const id of [experiment.id, newId()]) {
      expect((await call(createShare, { id }, headers)).problem.code).toBe('not_found');
      expect((await call(listShares, { id }, headers)).problem.code).toBe('not_found');
      expect((await call(withdrawShare, { id, shareId }, headers)).problem.code).toBe('not_found');
    }
    const other = await desk.draft(await desk.site());
    expect((await call(withdrawShare, { id: other.id, shareId })).problem.code).toBe('not_found');
    expect((await open(tokenOf(url))).status).toBe(200);
  });

  it('is refused to an address that asks too often', async () => {
    desk.server.app.get(Limits).change('address.shared-results.minute', { points: 2, seconds: 60 });
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    const ask = async () => (await call(readSharedResults, { token: 'guess' }, headers)).problem.code;
    expect([await ask(), await ask(), await ask()]).toEqual(['not_found', 'not_found', 'rate_limited']);
    expect((await call(readSharedResults, { token: 'guess' }, { 'x-forwarded-for': '203.0.113.10' })).problem.code).toBe('not_found');
  });
});
