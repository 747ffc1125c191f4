import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFacts, type Fact } from '#analytics';
import {
  archiveExperiment, changeExperiment, createExperiment, deleteExperiment, duplicateExperiment, listExperimentChanges, listExperiments, pauseExperiment, planExperiment, proveExperiment, readExperiment, readLayer, readProofProgress, readResults, readSatisfaction, restoreExperiment, startExperiment,
  stopExperiment, usualDecision,
} from '#contracts';
import { newId } from '#platform';
import { undeclaredHandlers } from '#accounts';
import { keyHeaders, otherWorkspace } from '../../../test/support/accounts.ts';
import { ratedVisit, startExperimentDesk, type ExperimentDesk } from '../../../test/support/experiment-desk.ts';

describe('experiments', () => {
  let desk: ExperimentDesk;
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);
  const changes = (experimentId: string) => desk.db.database.inWorkspace(desk.workspaceId, (tx) =>
    tx.query<{ kind: string; reason: string; actor_name: string }[]>('select kind, reason, actor_name from experiment_change where experiment_id = $1 order by id', [experimentId]));

  beforeAll(async () => {
    desk = await startExperimentDesk();
  });
  afterAll(() => desk.stop());

  const newExperiment = async (siteId: string, weights = [5_000, 5_000]) => ({
    siteId, name: 'Which is better?',
    variants: await Promise.all(weights.map(async (weight, at) => ({ name: `Variant ${at}`, backendVersionId: await desk.version(), weight, isControl: at === 0 }))),
  });

  describe('as drafts', () => {
    it('are created, read, listed, changed and deleted', async () => {
      const siteId = await desk.site();
      const created = await call(createExperiment, await newExperiment(siteId));
      expect(created.body).toMatchObject({
        siteId, siteName: 'Shop', state: 'draft', phase: 1, epoch: 1, unit: 'visitor', traffic: 'live', plannedRatings: 400, startedAt: null,
        variants: [{ name: 'Variant 0', backendKind: 'prompt', backendName: 'prompt backend', versionNumber: 1, weight: 5_000, isControl: true }, { isControl: false }],
      });
      const { id } = created.body;
      const changed = await call(changeExperiment, { id, name: 'Renamed', coverage: 5_000, plannedRatings: 100, variants: (await newExperiment(siteId, [9_000, 1_000])).variants, reason: 'For the test' });
      expect(changed.body).toMatchObject({ name: 'Renamed', coverage: 5_000, plannedRatings: 100, phase: 1, epoch: 1, variants: [{ weight: 9_000 }, { weight: 1_000 }] });
      expect((await call(readExperiment, { id })).body).toEqual(changed.body);
      expect((await call(listExperiments, { siteId, state: 'draft' })).body.items).toEqual([changed.body]);
      expect((await call(deleteExperiment, { id })).body).toEqual({ ok: true });
      expect((await call(readExperiment, { id })).status).toBe(404);
    });

    it('are refused when weights or control do not fit, or when something is unknown here', async () => {
      const siteId = await desk.site();
      const draft = await newExperiment(siteId);
      const [first, second] = draft.variants;
      if (!first || !second) throw new Error('two variants');
      expect((await call(createExperiment, await newExperiment(siteId, [5_000, 4_000]))).problem.code).toBe('invalid_request');
      expect((await call(createExperiment, { ...draft, variants: [first, { ...second, isControl: true }] })).problem.code).toBe('invalid_request');
      expect((await call(createExperiment, { ...draft, variants: [first, { ...second, backendVersionId: newId() }] })).status).toBe(404);
      expect((await call(createExperiment, { ...draft, siteId: newId() })).status).toBe(404);
    });
  });

  describe('on their way', () => {
    it('start, pause, go on and stop, with a record of who did it and why', async () => {
      const { body: { id } } = await call(createExperiment, await newExperiment(await desk.site()));
      expect((await call(startExperiment, { id, reason: 'Go' })).body).toMatchObject({ state: 'running', startedAt: expect.any(String) });
      expect((await call(startExperiment, { id })).problem.code).toBe('experiment_state');
      expect((await call(deleteExperiment, { id })).problem.code).toBe('experiment_not_draft');
      expect((await call(pauseExperiment, { id, reason: 'Odd answers' })).body.state).toBe('paused');
      expect((await call(startExperiment, { id, reason: 'Mended' })).body.state).toBe('running');
      expect((await call(stopExperiment, { id, reason: 'Answered' })).body).toMatchObject({ state: 'stopped', stoppedAt: expect.any(String) });
      expect((await call(startExperiment, { id })).problem.code).toBe('experiment_state');
      expect(await changes(id)).toEqual(['created', 'started', 'paused', 'resumed', 'stopped'].map((kind) =>
        ({ kind, reason: { started: 'Go', paused: 'Odd answers', resumed: 'Mended', stopped: 'Answered' }[kind] ?? '', actor_name: 'owner key' })));
    });

    it('need a reason from the start to the end, and none before or after', async () => {
      const { body: { id, variants } } = await call(createExperiment, await newExperiment(await desk.site()));
      const weights = Object.fromEntries(variants.map((variant) => [variant.id, 5_000]));
      expect((await call(changeExperiment, { id, name: 'Without a word' })).status).toBe(200);
      expect((await call(startExperiment, { id })).status).toBe(200);
      for (const reason of ['', 'ab', '    ']) {
        const refused = [await call(changeExperiment, { id, weights, reason }), await call(changeExperiment, { id, name: 'Other', reason }), await call(pauseExperiment, { id, reason }), await call(stopExperiment, { id, reason })];
        expect(refused.map(({ problem }) => problem.code)).toEqual(Array.from({ length: 4 }, () => 'reason_needed'));
      }
      expect((await call(pauseExperiment, { id, reason: 'Odd' })).status).toBe(200);
      expect((await call(startExperiment, { id })).problem.code).toBe('reason_needed');
      expect((await call(stopExperiment, { id, reason: 'Done' })).status).toBe(200);
      expect((await call(archiveExperiment, { id })).status).toBe(200);
      expect(await changes(id)).toEqual([['created', ''], ['edited', ''], ['started', ''], ['paused', 'Odd'], ['stopped', 'Done'], ['archived', '']].map(([kind, reason]) => ({ kind, reason, actor_name: 'owner key' })));
    });

    it('tell who changed what, newest first, with the names of variants', async () => {
      const { body: { id, variants } } = await call(createExperiment, await newExperiment(await desk.site()));
      await call(changeExperiment, { id, name: 'Better?', coverage: 5_000, reason: 'Carefully' });
      await call(startExperiment, { id, reason: 'Go' });
      const [first, second] = variants.map((variant) => variant.id);
      await call(changeExperiment, { id, weights: { [second ?? '']: 2_000, [first ?? '']: 8_000 }, reason: 'Fewer' });
      const { body: { items } } = await call(listExperimentChanges, { id });
      expect(items.map(({ kind, actorName, reason, to }) => ({ kind, actorName, reason, to }))).toEqual([
        { kind: 'epoch.opened', actorName: 'owner key', reason: 'Fewer', to: { shares: [{ name: 'Variant 0', weight: 8_000 }, { name: 'Variant 1', weight: 2_000 }] } },
        { kind: 'started', actorName: 'owner key', reason: 'Go', to: {} },
        { kind: 'edited', actorName: 'owner key', reason: 'Carefully', to: { name: 'Better?', coverage: 5_000 } },
        {
          kind: 'created', actorName: 'owner key', reason: '',
          to: { name: 'Which is better?', hypothesis: '', unit: 'visitor', crossEngineFallback: false, coverage: 10_000, ramp: [], plannedRatings: 400, decision: usualDecision, growthbook: null, allocation: { kind: 'fixed' }, slice: { from: 0, to: 10_000 }, targeting: [], shares: [{ name: 'Variant 0', weight: 5_000 }, { name: 'Variant 1', weight: 5_000 }] },
        },
      ]);
      expect((await call(listExperimentChanges, { id: newId() })).status).toBe(404);
      const { headers } = await otherWorkspace(desk.server, desk.db);
      expect((await call(listExperimentChanges, { id }, headers)).status).toBe(404);
    });

    it('are marked on the satisfaction report where they began and where their weights or variants changed', async () => {
      const siteId = await desk.site();
      const { body: experiment } = await call(createExperiment, await newExperiment(siteId));
      const { id, variants: [first, second] } = experiment;
      if (!first || !second) throw new Error('two variants');
      await call(startExperiment, { id, reason: 'Go' });
      await call(changeExperiment, { id, weights: { [first.id]: 8_000, [second.id]: 2_000 }, reason: 'For the test' });
      await call(pauseExperiment, { id, reason: 'For the test' });
      await call(changeExperiment, { id, variants: (await newExperiment(siteId)).variants, reason: 'Newer ones' });
      const whose = { siteId, experimentId: id, phase: 1, epoch: 1, variantId: first.id, unitId: newId(), backendVersionId: first.backendVersionId, traffic: 'live' as const };
      await desk.db.database.inWorkspace(desk.workspaceId, (tx) => appendFacts(tx, desk.workspaceId, [{ kind: 'conversation.started', conversationId: newId(), whose }]));
      const { body: report } = await call(readSatisfaction, { experimentId: id });
      expect(report.marks.map(({ kind, phase, epoch, reason, experimentName }) => ({ kind, phase, epoch, reason, experimentName }))).toEqual([
        { kind: 'started', phase: 1, epoch: 1, reason: 'Go', experimentName: 'Which is better?' },
        { kind: 'weights', phase: 1, epoch: 2, reason: 'For the test', experimentName: 'Which is better?' },
        { kind: 'variants', phase: 2, epoch: 1, reason: 'Newer ones', experimentName: 'Which is better?' },
      ]);
      expect(report.marks.map(({ start }) => start)).toEqual(report.marks.map(({ at }) => `${at.slice(0, 13)}:00`));
    });

    it('run one at a time on a site, also when two start at once', async () => {
      const siteId = await desk.site();
      const ids = await Promise.all([1, 2, 3].map(async () => (await call(createExperiment, await newExperiment(siteId))).body.id));
      const started = await Promise.all(ids.map((id) => call(startExperiment, { id })));
      expect(started.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(started.find(({ status }) => status === 409)?.problem.code).toBe('experiment_overlap');
    });

    it('share the visitors of a site out in slices, and are refused where two would take the same', async () => {
      const siteId = await desk.site();
      const draft = async (name: string, from: number, to: number) => (await call(createExperiment, { ...await newExperiment(siteId), name, slice: { from, to } })).body.id;
      const [half, quarter, greedy] = [await draft('Half', 0, 5_000), await draft('Quarter', 5_000, 7_500), await draft('Greedy', 4_000, 8_000)];
      expect((await call(startExperiment, { id: half })).status).toBe(200);
      expect((await call(startExperiment, { id: quarter })).body).toMatchObject({ state: 'running', slice: { from: 5_000, to: 7_500 } });
      const { problem } = await call(startExperiment, { id: greedy });
      expect(problem).toMatchObject({ code: 'experiment_overlap', detail: '“Half” has the visitors 0 to 50 %, “Quarter” has the visitors 50 to 75 %. Free: 75 to 100 %.' });
      const { body: layer } = await call(readLayer, { siteId });
      expect(layer.taken.map(({ name, from, to }) => [name, from, to])).toEqual([['Half', 0, 5_000], ['Quarter', 5_000, 7_500]]);
      expect(layer.free).toEqual([{ from: 7_500, to: 10_000 }]);
      expect(layer.holdout).toEqual({ share: 0, visitors: 0 });
      expect((await call(readLayer, { siteId: newId() })).status).toBe(404);
      expect((await call(changeExperiment, { id: quarter, slice: { from: 7_500, to: 10_000 }, reason: 'For the test' })).problem.code).toBe('experiment_not_draft');
      expect((await call(changeExperiment, { id: greedy, slice: { from: 7_500, to: 10_000 }, reason: 'For the test' })).body.slice).toEqual({ from: 7_500, to: 10_000 });
      expect((await call(startExperiment, { id: greedy })).status).toBe(200);
      expect((await call(createExperiment, { ...await newExperiment(siteId), slice: { from: 5_000, to: 5_000 } })).problem.code).toBe('invalid_request');
    });

    it('are put away and listed again; a running one stays in sight', async () => {
      const siteId = await desk.site();
      const running = await desk.running(siteId);
      expect((await call(archiveExperiment, { id: running.id })).problem.code).toBe('experiment_state');
      await call(stopExperiment, { id: running.id, reason: 'For the test' });
      expect((await call(archiveExperiment, { id: running.id, reason: 'Done' })).body).toMatchObject({ archivedAt: expect.any(String) });
      expect((await call(archiveExperiment, { id: running.id })).problem.code).toBe('experiment_state');
      expect((await call(listExperiments, { siteId })).body.items).toEqual([]);
      expect((await call(listExperiments, { siteId, archived: 'yes' })).body.items).toMatchObject([{ id: running.id }]);
      expect((await call(readExperiment, { id: running.id })).status).toBe(200);
      expect((await call(restoreExperiment, { id: running.id })).body.archivedAt).toBeNull();
      expect((await call(listExperiments, { siteId })).body.items).toHaveLength(1);
      expect((await changes(running.id)).map(({ kind }) => kind)).toEqual(['created', 'started', 'stopped', 'archived', 'restored']);
      const draft = await desk.draft(siteId);
      await call(archiveExperiment, { id: draft.id });
      expect((await call(startExperiment, { id: draft.id })).problem.code).toBe('experiment_state');
    });

    it('are asked again as a copy, which is a draft of its own', async () => {
      const siteId = await desk.site();
      const original = await desk.running(siteId, { coverage: 4_000, hypothesis: 'Because', plannedRatings: 900, slice: { from: 100, to: 9_000 } });
      const { body: copy } = await call(duplicateExperiment, { id: original.id });
      expect(copy).toMatchObject({ name: 'Prompt or prompt (copy)', state: 'draft', siteId, coverage: 4_000, hypothesis: 'Because', plannedRatings: 900, slice: { from: 100, to: 9_000 }, startedAt: null });
      expect(copy.variants.map(({ name, backendVersionId, weight, isControl }) => ({ name, backendVersionId, weight, isControl })))
        .toEqual(original.variants.map(({ name, backendVersionId, weight, isControl }) => ({ name, backendVersionId, weight, isControl })));
      expect(copy.variants[0]?.id).not.toBe(original.variants[0]?.id);
      expect(await changes(copy.id)).toEqual([{ kind: 'created', reason: 'Like “Prompt or prompt”', actor_name: 'owner key' }]);
      expect((await call(duplicateExperiment, { id: newId() })).status).toBe(404);
    });

    it('of live visitors and of replays run beside each other', async () => {
      const siteId = await desk.site();
      const live = await desk.running(siteId);
      const replayed = await desk.running(siteId, { traffic: 'replay' });
      expect((await desk.route(siteId)).experimentId).toBe(live.id);
      expect((await desk.route(siteId, { traffic: 'replay' })).experimentId).toBe(replayed.id);
    });

    it('do not start with nothing to compare or with a model that was never trained', async () => {
      const siteId = await desk.site();
      const { body: single } = await call(createExperiment, await newExperiment(siteId, [10_000, 0]));
      expect((await call(startExperiment, { id: single.id })).problem.code).toBe('experiment_incomplete');
      const untrained = await desk.version('fine_tuned', 'embedded/encoder');
      const draft = await newExperiment(siteId);
      const { body: raw } = await call(createExperiment, { ...draft, variants: draft.variants.map((one, at) => (at === 1 ? { ...one, name: 'Tuned', backendVersionId: untrained } : one)) });
      const refused = await call(startExperiment, { id: raw.id });
      expect([refused.problem.code, refused.problem.detail]).toEqual(['backend_version_not_ready', 'Tuned cannot answer yet. Train the backend first.']);
      const onModel = await desk.version('fine_tuned', 'openai/tuned');
      const { body: ready } = await call(createExperiment, { ...draft, variants: draft.variants.map((one, at) => (at === 1 ? { ...one, backendVersionId: onModel } : one)) });
      expect((await call(startExperiment, { id: ready.id })).status).toBe(200);
    });

    it('change what gets a variant, and whether another engine may answer, as a draft or by a new phase', async () => {
      const draft = await desk.draft(await desk.site());
      const other = { unit: 'conversation', crossEngineFallback: true } as const;
      expect((await call(changeExperiment, { id: draft.id, ...other, reason: 'For the test' })).body).toMatchObject({ phase: 1, ...other });
      const { body: { id } } = await call(startExperiment, { id: draft.id });
      for (const change of [{ unit: 'visitor' as const }, { crossEngineFallback: false }]) expect((await call(changeExperiment, { id, ...change, reason: 'For the test' })).problem.code).toBe('experiment_not_draft');
      expect((await call(changeExperiment, { id, ...other, name: 'The same', reason: 'For the test' })).body).toMatchObject({ phase: 1, name: 'The same' });
      await call(pauseExperiment, { id, reason: 'For the test' });
      expect((await call(changeExperiment, { id, unit: 'visitor', reason: 'For the test' })).body).toMatchObject({ phase: 2, unit: 'visitor', crossEngineFallback: true });
      expect((await call(changeExperiment, { id, crossEngineFallback: false, reason: 'For the test' })).body).toMatchObject({ phase: 3, crossEngineFallback: false });
    });

    it('change their targeting while paused, which opens a phase with the same variants and other salts; a draft is only edited, a running one not at all', async () => {
      const siteId = await desk.site();
      const targeting = [{ kind: 'signed_in' as const, value: true }];
      const draft = await desk.draft(siteId);
      expect((await call(changeExperiment, { id: draft.id, targeting, reason: 'For the test' })).body).toMatchObject({ phase: 1, targeting });
      const { body: { id, variants } } = await call(startExperiment, { id: draft.id });
      const { problem } = await call(changeExperiment, { id, targeting: [], reason: 'For the test' });
      expect(problem).toMatchObject({ code: 'experiment_not_draft', detail: expect.stringContaining('Pause') });
      expect((await call(changeExperiment, { id, targeting, name: 'The same targeting', reason: 'For the test' })).body).toMatchObject({ phase: 1, name: 'The same targeting' });
      await call(pauseExperiment, { id, reason: 'For the test' });
      const salts = () => desk.db.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.query<{ exposure_salt: string; variant_salt: string; layer_salt: string }[]>('select exposure_salt, variant_salt, layer_salt from experiment where id = $1', [id])).then(([row]) => row);
      const before = await salts();
      const [first, second] = variants.map((variant) => variant.id);
      const weights = { [first ?? '']: 7_000, [second ?? '']: 3_000 };
      const { body: changed } = await call(changeExperiment, { id, targeting: [{ kind: 'locale', values: ['de'] }], weights, reason: 'Germans first' });
      expect(changed).toMatchObject({ phase: 2, epoch: 1, targeting: [{ kind: 'locale', values: ['de'] }] });
      const shape = (one: typeof variants[number]) => [one.name, one.backendVersionId, one.isControl];
      expect(changed.variants.map(shape)).toEqual(variants.map(shape));
      expect(changed.variants.map(({ weight }) => weight)).toEqual([7_000, 3_000]);
      expect(changed.variants.map((one) => one.id)).not.toContain(first);
      const after = await salts();
      expect([after?.layer_salt === before?.layer_salt, after?.exposure_salt === before?.exposure_salt, after?.variant_salt === before?.variant_salt]).toEqual([true, false, false]);
      const { body: { items: [last] } } = await call(listExperimentChanges, { id });
      expect(last).toMatchObject({ kind: 'phase.opened', reason: 'Germans first', to: { targeting: [{ kind: 'locale', values: ['de'] }] } });
      expect((await call(changeExperiment, { id, targeting: [], weights: { [first ?? '']: 10_000 }, reason: 'For the test' })).problem.code).toBe('invalid_request');
      await call(stopExperiment, { id, reason: 'For the test' });
      expect((await call(changeExperiment, { id, targeting: [], reason: 'For the test' })).problem.code).toBe('experiment_not_draft');
      expect((await call(duplicateExperiment, { id })).body.targeting).toEqual([{ kind: 'locale', values: ['de'] }]);
      expect((await call(createExperiment, { ...await newExperiment(siteId), targeting: [{ kind: 'page', operator: 'is', value: '' }] })).problem.code).toBe('invalid_request');
    });

    it('change their weights while running, their variants only while paused, their plan not at all', async () => {
      const siteId = await desk.site();
      const { id, variants } = await desk.running(siteId);
      const [first, second] = variants.map((variant) => variant.id);
      if (!first || !second) throw new Error('two variants');
      expect((await call(changeExperiment, { id, weights: { [first]: 2_000, [second]: 8_000 }, reason: 'For the test' })).body).toMatchObject({ epoch: 2, variants: [{ weight: 2_000 }, { weight: 8_000 }] });
      expect((await call(changeExperiment, { id, weights: { [first]: 2_000, [second]: 7_000 }, reason: 'For the test' })).problem.code).toBe('invalid_request');
      expect((await call(changeExperiment, { id, weights: { [first]: 10_000 }, reason: 'For the test' })).problem.code).toBe('invalid_request');
      expect((await call(changeExperiment, { id, weights: { [first]: 5_000, [newId()]: 5_000 }, reason: 'For the test' })).problem.code).toBe('invalid_request');
      expect((await call(changeExperiment, { id, variants: (await newExperiment(siteId)).variants, reason: 'For the test' })).problem.code).toBe('experiment_not_draft');
      expect((await call(changeExperiment, { id, plannedRatings: 10, reason: 'For the test' })).problem.code).toBe('experiment_not_draft');
      expect((await call(changeExperiment, { id, name: 'A better name', reason: 'For the test' })).body).toMatchObject({ name: 'A better name', epoch: 2 });
      await call(pauseExperiment, { id, reason: 'For the test' });
      expect((await call(changeExperiment, { id, variants: (await newExperiment(siteId)).variants, reason: 'New prompt' })).body).toMatchObject({ phase: 2, epoch: 1, state: 'paused' });
      await call(stopExperiment, { id, reason: 'For the test' });
      expect((await call(changeExperiment, { id, coverage: 1, reason: 'For the test' })).problem.code).toBe('experiment_state');
    });
  });

  describe('results', () => {
    it('say that it is too early, with figures of each variant', async () => {
      const siteId = await desk.site();
      const { id, variants } = await desk.running(siteId);
      for (let visitor = 0; visitor < 30; visitor++) {
        const routed = await desk.route(siteId);
        const score = routed.variantId === variants[0]?.id ? 3 : 5;
        await desk.db.database.inWorkspace(desk.workspaceId, (tx) => appendFacts(tx, desk.workspaceId, ratedVisit(siteId, routed, score)));
      }
      const { body } = await call(readResults, { id });
      expect(body.analysis.verdict).toMatchObject({ conclusion: 'continue', sentence: expect.stringMatching(/^Too early: 30 of 400 rated/) });
      expect(body.experiment.id).toBe(id);
      expect(body.variants.map(({ variant }) => variant.id)).toEqual(variants.map((variant) => variant.id));
      expect(body.variants.reduce((sum, { figures }) => sum + figures.assigned, 0)).toBe(30);
      expect(body.variants.map(({ figures }) => figures.csatMean.kind === 'mean' && figures.csatMean.mean)).toEqual([3, 5]);
      expect(body.analysis.sampleRatio).toMatchObject({ sequentialP: expect.any(Number), alarm: false });
      expect(body.epochs).toMatchObject([{ number: 1, variants: [{ weight: 5_000, assigned: expect.any(Number), answered: 0 }, { weight: 5_000 }] }]);
    });

    it('are tried on their own visitors with the variants dealt out by chance: whatever is found is a false alarm', async () => {
      const siteId = await desk.site();
      const { id, variants } = await desk.running(siteId);
      expect((await call(proveExperiment, { id })).problem.code).toBe('proof_impossible');
      const facts: Fact[] = [];
      for (let visitor = 0; visitor < 160; visitor++) {
        const routed = await desk.route(siteId);
        facts.push(...ratedVisit(siteId, routed, routed.variantId === variants[0]?.id ? 1 + (visitor % 3) : 3 + (visitor % 3)));
      }
      await desk.db.database.inWorkspace(desk.workspaceId, (tx) => appendFacts(tx, desk.workspaceId, facts));
      const { body: proof } = await call(proveExperiment, { id, permutations: 200, seed: 4 });
      expect(proof).toMatchObject({ measure: 'csat', units: 160, unitsInAll: 160, permutations: 200, seed: 4, alpha: 0.05 });
      for (const rule of ['sequence', 'oneLook', 'everyLook'] as const) {
        expect(proof.intervals?.[rule]!.low).toBeLessThanOrEqual(proof[rule] / 200);
        expect(proof.intervals?.[rule]!.high).toBeGreaterThanOrEqual(proof[rule] / 200);
      }
      // At most 5 % and three standard errors of 200 tries, although the true difference is two points of five.
      expect(proof.sequence).toBeLessThanOrEqual(19);
      expect(proof.everyLook).toBeGreaterThan(proof.sequence);
      expect((await call(proveExperiment, { id, permutations: 200, seed: 4 })).body).toEqual({ ...proof, at: expect.any(String) });
      const long = call(proveExperiment, { id, permutations: 2_000, seed: 4 });
      for (const until = Date.now() + 20_000; !(await call(readProofProgress, { id })).body.running && Date.now() < until;) await pause(1);
      expect((await call(readProofProgress, { id })).body.running).toMatchObject({ of: 2_000 });
      expect((await call(proveExperiment, { id })).problem.code).toBe('proof_running');
      const { body: last } = await long;
      expect((await call(readProofProgress, { id })).body.running).toBeNull();
      const { body: { proof: kept, analysis } } = await call(readResults, { id });
      expect(kept).toEqual(last);
      expect(last.sha256).toBe(proof.sha256);
      expect(analysis.verdict.sentence).toMatch(/^Treatment satisfies [\d.]+ points of 5 more/);
    });

    it('of a draft are empty', async () => {
      const { id } = await desk.draft(await desk.site());
      const { body } = await call(readResults, { id });
      expect(body.analysis).toMatchObject({ verdict: { conclusion: 'not_started', sentence: 'Not started yet.', evidence: '' }, sampleRatio: { p: null, sequentialP: null } });
      expect(body.variants.map(({ figures }) => figures.assigned)).toEqual([0, 0]);
    });
  });

  it('are planned by the difference that one wants to see', async () => {
    const { body } = await call(planExperiment, { baseline: 0.7, difference: 0.05, variants: 2 });
    // (1.959964 + 0.841621)^2 x (0.7 x 0.3 + 0.75 x 0.25) / 0.05^2 = 1247.96
    expect(body).toMatchObject({ ratingsPerVariant: 1_248, ratings: 2_496 });
    expect(body.sentence).toBe('About 2,496 ratings (1,248 for each of 2 variants) show a rise of 5 points from 70 % satisfied, with a chance of 80 %.');
    expect((await call(planExperiment, { baseline: 0.9, difference: 0.2, variants: 2 })).problem.code).toBe('invalid_request');
  });

  it('are read by agents and changed by owners and admins only', async () => {
    const siteId = await desk.site();
    const { id } = await desk.draft(siteId);
    for (const [role, status] of [['admin', 200], ['analyst', 403], ['agent', 403]] as const) {
      const headers = await keyHeaders(desk.server, desk.workspaceId, role);
      expect((await call(readExperiment, { id }, headers)).status).toBe(200);
      expect((await call(changeExperiment, { id, name: role, reason: 'For the test' }, headers)).status).toBe(status);
    }
  });

  it('of another workspace answer 404', async () => {
    const { id } = await desk.draft(await desk.site());
    const { headers } = await otherWorkspace(desk.server, desk.db);
    for (const route of [readExperiment, startExperiment, pauseExperiment, stopExperiment, deleteExperiment, readResults]) {
      expect((await call(route, { id }, headers)).status).toBe(404);
    }
    expect((await call(changeExperiment, { id, name: 'Mine', reason: 'For the test' }, headers)).status).toBe(404);
    expect((await call(listExperiments, {}, headers)).body.items).toEqual([]);
    const foreign = await newExperiment(await desk.site());
    expect((await call(createExperiment, foreign, headers)).status).toBe(404);
  });

  it('declare who may call each handler', () => {
    expect(undeclaredHandlers(desk.server.app)).toEqual([]);
  });

  it('ask for no change of their tables', async () => {
    const { upQueries } = await desk.db.source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
