import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cancelTraining } from '#contracts';
import { newId } from '#platform';
import { TrainingDesk, demoQuestions, type Company } from '../../../test/support/training-desk.ts';
import { LostRuns } from './lost-runs.ts';

/** Two cores of a busy machine: a run of a few seconds may take many. */
jest.setTimeout(300_000);

const train = demoQuestions('train', 3);

describe('a training run whose server does not live as long', () => {
  let desk: TrainingDesk;
  let company: Company;

  beforeAll(async () => {
    desk = await TrainingDesk.open();
  });
  afterAll(() => desk.close(), 60_000);
  beforeEach(async () => {
    company = await desk.company();
    await company.teach('train', train);
  });

  /** As a killed process leaves it: the queue locked by somebody who is not there any more. */
  const abandoned = async (changes: string): Promise<string> => {
    const { body: { id } } = await company.start();
    await company.ended((await desk.server.call(cancelTraining, { id }, company.headers)).body.id);
    await desk.sql(`update training_run set state = 'running', cancel_requested = false, finished_at = null, started_at = now(), owner = '${newId()}', ${changes} where id = '${id}'`);
    return id;
  };

  it('waits while the server stops, goes on with the next one, says so, and makes the same model', async () => {
    const { body } = await company.start();
    await company.until(body.id, ({ state }) => state === 'running');
    await desk.stopServer();
    expect((await desk.sql(`select state, owner from training_run where id = '${body.id}'`))[0]).toEqual({ state: 'queued', owner: null });
    await desk.startServer();
    const run = await company.ended(body.id);
    expect(run).toMatchObject({ state: 'succeeded', number: 1, interruptions: 1 });
    const undisturbed = await company.ended((await company.start()).body.id);
    expect(undisturbed).toMatchObject({ interruptions: 0, report: { artefactSha256: run.report!.artefactSha256 } });
  });

  it('is found by another server once its own has been silent for a minute', async () => {
    const id = await abandoned(`heartbeat_at = now() - interval '61 seconds'`);
    await desk.service(LostRuns).queueAgain();
    expect(await company.ended(id)).toMatchObject({ state: 'succeeded', interruptions: 1 });
  });

  it('is left alone while its server gives signs of life', async () => {
    const id = await abandoned(`heartbeat_at = now()`);
    await desk.service(LostRuns).queueAgain();
    const other = await company.read(id);
    expect(other).toMatchObject({ state: 'running', interruptions: 0 });
    expect((await desk.server.call(cancelTraining, { id }, company.headers)).body.state).toBe('running');
    await desk.sql(`update training_run set heartbeat_at = now() - interval '61 seconds' where id = '${id}'`);
    await desk.service(LostRuns).queueAgain();
    expect(await company.ended(id)).toMatchObject({ state: 'cancelled' });
  });

  it('is not tried for ever when its servers die of it', async () => {
    const id = await abandoned(`heartbeat_at = now() - interval '61 seconds', crashes = 4`);
    await desk.service(LostRuns).queueAgain();
    expect(await company.ended(id)).toMatchObject({ state: 'failed', errorCode: 'interrupted' });
  });

  it('gets its place in the queue back when that was lost', async () => {
    const { body: { id } } = await company.start();
    await desk.server.call(cancelTraining, { id }, company.headers);
    await company.ended(id);
    await desk.sql(`update training_run set state = 'queued', cancel_requested = false, finished_at = null where id = '${id}'`);
    await desk.service(LostRuns).queueAgain();
    expect((await company.ended(id)).state).toBe('succeeded');
  });

  it('is cancelled from another server, also while it turns questions into vectors', async () => {
    const other = await desk.openOther();
    await desk.sql('truncate text_vector');
    await company.teach('train', demoQuestions('train', 40));
    const { body: { id } } = await company.start();
    await company.until(id, ({ progress }) => progress.stage === 'embedding');
    expect((await other.call(cancelTraining, { id }, company.headers)).status).toBe(200);
    const run = await company.ended(id);
    expect(run).toMatchObject({ state: 'cancelled', report: null, progress: { stage: 'embedding' } });
  });
});
