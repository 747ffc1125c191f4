import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ApiKeys } from '#accounts';
import { BackendVersions } from '#backends';
import { exportModel, exportTrials, importModel, listTrials, planTraining, type CallOf, type TrainingRun } from '#contracts';
import { TextEngine } from '#models';
import { plannedRounds } from '#textmodels';
import { TrainingDesk, demoQuestions, type Company } from '../../../test/support/training-desk.ts';
import { digestOf, readModelFile } from './model-file.ts';

/** Two cores of a busy machine: a run of a few seconds may take many. */
jest.setTimeout(900_000);

const [train, test] = [demoQuestions('train', 2), demoQuestions('test', 2)];
const trials = 3;

describe('a trained model', () => {
  let desk: TrainingDesk;
  let company: Company;
  let run: TrainingRun;
  let file: Buffer;
  let headers: Record<string, string | string[] | undefined>;

  /** With node:http: a client of text would spoil the bytes. */
  const download = (id: string, by: Record<string, string>) => new Promise<{ status: number; bytes: Buffer; headers: typeof headers }>((resolve, reject) => {
    const { port } = desk.server.app.getHttpServer().address() as AddressInfo;
    request({ port, path: exportModel.path.replace('{id}', id), headers: { host: 'duet.test', ...by } }, (reply) => {
      const pieces: Buffer[] = [];
      reply.on('data', (piece: Buffer) => pieces.push(piece)).on('error', reject)
        .on('end', () => resolve({ status: reply.statusCode ?? 0, bytes: Buffer.concat(pieces), headers: reply.headers }));
    }).on('error', reject).end();
  });
  const take = (to: Company, bytes: Buffer, more: Partial<CallOf<typeof importModel>> = {}) =>
    desk.server.call(importModel, { fileName: 'model.duetmodel', content: bytes.toString('base64'), ...more }, to.headers);
  const changed = (at: number): Buffer => {
    const copy = Buffer.from(file);
    copy[at] = copy[at]! ^ 1;
    return copy;
  };

  beforeAll(async () => {
    desk = await TrainingDesk.open();
    company = await desk.company('Müller & Söhne');
    await company.teach('train', train);
    await company.teach('test', test);
    run = await company.ended((await company.start({ seed: 5, search: { trials } })).body.id);
    ({ bytes: file, headers } = await download(run.id, company.headers));
  });
  afterAll(() => desk.close(), 60_000);

  it('is found by a search that tells its trials, its choice and what the test says of it', async () => {
    expect(run).toMatchObject({ state: 'succeeded', search: { trials, cpuMinutes: null }, progress: { stage: 'done', search: { trials, done: plannedRounds(trials) } } });
    const { search } = run.report!;
    expect(search).toMatchObject({ tried: trials, endedBy: 'trials', chosen: expect.stringMatching(/standard|searched/), test: { questions: run.report!.testExamples } });
    const { body: { items } } = await desk.server.call(listTrials, { id: run.id }, company.headers);
    expect(items.map(({ number }) => number).sort()).toEqual([0, 1, 2]);
    expect(items.every(({ accuracy, standardError, cpuSeconds }) => accuracy > 0 && standardError < 0.2 && cpuSeconds > 0)).toBe(true);
    const used = search!.test![search!.chosen];
    expect(run.report!.testAccuracy).toBeCloseTo(used.fineTuned, 9);
  });

  it('has its trials as a table for other programs', async () => {
    const { port } = desk.server.app.getHttpServer().address() as AddressInfo;
    const reply = await fetch(`http://127.0.0.1:${port}${exportTrials.path.replace('{id}', run.id)}`, { headers: company.headers });
    const lines = (await reply.text()).trim().split('\n');
    expect(reply.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(lines).toHaveLength(1 + trials);
    expect(lines[0]).toMatch(/^trial,state,.*accuracy,standard_error.*cpu_seconds/);
  });

  it('is told beforehand how long it takes, longer with more trials', async () => {
    const { body } = await desk.server.call(planTraining, {}, company.headers);
    expect(body).toMatchObject({ questions: train.length, intents: 2 });
    const seconds = [body.quickSeconds, ...body.search.map((one) => one.seconds)];
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    expect(seconds[0]).toBeGreaterThan(0.5);
  });

  it('is given out as one small file, named and checksummed', () => {
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename="duet-mu-ller-so-hne-run-1.duetmodel"',
      'repr-digest': `sha-256=:${Buffer.from(digestOf(file), 'hex').toString('base64')}:`,
    });
    expect(file.length).toBeLessThan(3_000_000);
    expect(digestOf(readModelFile(file).artefact)).toBe(run.report!.artefactSha256);
  });

  it('is used in another workspace as it was in its own, and says where it comes from', async () => {
    const other = await desk.company('Elsewhere');
    await other.teach('train', train.slice(0, 10));
    const { status, body } = await take(other, file, { note: 'From the test installation' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ number: 1, state: 'succeeded', note: 'From the test installation', seed: 5, report: run.report, progress: { curve: run.progress.curve } });
    expect(body.imported).toMatchObject({ fileName: 'model.duetmodel', workspaceName: 'Müller & Söhne', runNumber: 1, unknownIntents: expect.any(Array) });
    expect(body.imported!.unknownIntents).not.toContain(train[0]!.category);
    expect(body.imported!.unknownIntents.length).toBeGreaterThan(0);
    const versions = desk.service(BackendVersions);
    const backend = await versions.create(other.workspaceId, { name: 'Tuned', kind: 'fine_tuned' });
    const version = await versions.save(other.workspaceId, { backendId: backend.id, model: 'embedded/intent@1', promptPack: null, trainingRunId: null, note: '', authorName: null });
    expect(version).toMatchObject({ state: 'ready', trainingRunId: body.id });
    const { artefactId } = await versions.row(other.workspaceId, version.id);
    const model = await desk.service(TextEngine).load(other.workspaceId, artefactId!);
    expect(model.labels).toEqual(readModelFile(file).labels);
  });

  it('is refused when a bit of it was changed, when it is cut short, of another format, or something else', async () => {
    const headerBytes = file.readUInt32LE(12);
    const refusals = [
      [changed(file.length - 10), /damaged/], [file.subarray(0, file.length - 100), /damaged/], [file.subarray(0, 100), /cut short/], [changed(8), /format/],
      [changed(16), /description/], [Buffer.from('a,b\n1,2\n'), /not a model/], [changed(16 + headerBytes + 40), /damaged/],
    ] as const;
    for (const [bytes, reason] of refusals) {
      const { status, problem } = await take(company, bytes);
      expect({ status, code: problem.code }).toEqual({ status: 400, code: 'artefact_unreadable' });
      expect(problem.detail).toMatch(reason);
    }
    expect((await take(company, file, { content: 'not base64!' })).problem.code).toBe('invalid_request');
  });

  it('stays inside its workspace, and with those who may take data out or models in', async () => {
    const other = await desk.company('Strangers');
    expect((await download(run.id, other.headers)).status).toBe(404);
    const { secret } = await desk.service(ApiKeys).create(company.workspaceId, { name: 'Agent', role: 'agent' });
    const agent = { authorization: `Bearer ${secret}` };
    expect((await download(run.id, agent)).status).toBe(403);
    expect((await desk.server.call(importModel, { fileName: 'a', content: file.toString('base64') }, agent)).status).toBe(403);
  });

  it('is not given out when its stored bytes were changed', async () => {
    const { body } = await take(company, file);
    await desk.sql(`update artefact set bytes = set_byte(bytes, 200, 255 - get_byte(bytes, 200)) where id = (select artefact_id from training_run where id = '${body.id}')`);
    const { status, bytes } = await download(body.id, company.headers);
    expect(status).toBe(500);
    expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'artefact_damaged', title: expect.stringContaining('damaged') });
  });

  it('goes on with its search after a restart, behind the trials that were done', async () => {
    const { body: { id } } = await company.start({ seed: 5, search: { trials } });
    await company.until(id, ({ progress }) => (progress.search?.done ?? 0) >= 2);
    await desk.stopServer();
    await desk.startServer();
    const again = await company.ended(id);
    expect(again).toMatchObject({ state: 'succeeded', interruptions: 1 });
    expect(again.report!.artefactSha256).toBe(run.report!.artefactSha256);
  });
});
