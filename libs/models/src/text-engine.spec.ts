import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readiness } from '#platform';
import { cosine, standardRecipe, type IntentRecipe } from '#textmodels';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { standIns } from '../../../test/support/stand-ins.ts';
import { EncoderPool } from './encoder-pool.ts';
import { faultOfEncoderFiles, packagedEncoderFolder } from './encoder-files.ts';
import { TextEngine, modelsEntities, type TrainingStep } from './index.ts';

const examples = Object.entries({
  parcel: ['where is my parcel', 'has my order been sent', 'track my delivery', 'when does my package arrive', 'my parcel is late', 'delivery status please', 'order still not here', 'is my shipment on the way', 'tracking number says nothing', 'how long until my package comes'],
  refund: ['i want my money back', 'refund please', 'when do i get my refund', 'return and get money back', 'my refund has not come', 'please pay me back', 'how do refunds work', 'money back for broken thing', 'refund to my card', 'cancel and refund the order'],
}).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));

const lasting = (epochs: number): IntentRecipe => ({ ...standardRecipe, topLayer: { ...standardRecipe.topLayer, epochs } });

describe('the text engine', () => {
  let db: TestDatabase;
  let engine: TextEngine;
  let workspaceId: string;
  const readiness = new Readiness();

  beforeAll(async () => {
    db = await startDatabase([...modelsEntities, ...standIns()]);
    workspaceId = await db.workspace();
    engine = new TextEngine(db.database, readiness);
    engine.onModuleInit();
  });
  afterAll(async () => {
    await engine.onModuleDestroy();
    await db.stop();
  });

  it('gives the published vectors, from a thread of its own', async () => {
    const [lost, missing] = await engine.encode(workspaceId, ['I lost my card', 'my card is missing']);
    expect(cosine(lost!.vector, missing!.vector)).toBeCloseTo(0.6986, 4);
    expect(lost!.pooled).toHaveLength(1280);
    expect(lost!.cpuMs).toBeGreaterThan(0);
    expect(engine.state()).toMatchObject({ encoder: 'ready', kernel: 'wasm' });
    expect((await readiness.answer()).conditions['encoder']).toMatchObject({ ok: true, required: false });
  });

  it('remembers a text for its workspace only', async () => {
    const [first] = await engine.encode(workspaceId, ['Do you ship to Norway?']);
    const [again] = await engine.encode(workspaceId, ['Do you ship to Norway?']);
    const [elsewhere] = await engine.encode(null, ['Do you ship to Norway?']);
    expect(again!.cpuMs).toBe(0);
    expect(again!.vector).toEqual(first!.vector);
    expect(elsewhere!.cpuMs).toBeGreaterThan(0);
  });

  it('gives texts back in their order, doubles included', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `question number ${index % 25}`);
    const encoded = await engine.encode(workspaceId, texts);
    const [last] = await engine.encode(null, [texts[39]!]);
    expect(encoded).toHaveLength(40);
    expect(cosine(encoded[39]!.vector, last!.vector)).toBeCloseTo(1, 5);
    expect(encoded[14]!.vector).toEqual(encoded[39]!.vector);
  });

  it('gives up with the signal that it was handed', async () => {
    const leave = new AbortController();
    const waiting = engine.encode(null, ['nobody waits for this'], leave.signal);
    leave.abort(new Error('the visitor left'));
    await expect(waiting).rejects.toThrow('the visitor left');
  });

  it('trains in a thread, stores the model and recognises with it', async () => {
    const steps: TrainingStep[] = [];
    const trained = await engine.train({ examples, seed: 1, recipe: lasting(4) }, (step) => steps.push(step), new AbortController().signal);
    expect(steps[0]).toMatchObject({ stage: 'embedding', done: 0, total: examples.length });
    expect(steps.at(-1)!.stage).toBe('training');
    expect(trained.cpuSeconds).toBeGreaterThan(0);
    const id = await db.database.inWorkspace(workspaceId, (tx) => engine.saveArtefact(tx, workspaceId, trained.bytes));
    const model = await engine.load(workspaceId, id);
    const [query] = await engine.encode(workspaceId, ['where has my parcel got to']);
    expect(model.predict({ text: 'where has my parcel got to', pooled: query!.pooled }).ranked[0]!.label).toBe('parcel');
    expect(await engine.load(workspaceId, id)).toBe(model);
  });

  it('stops training when asked and can train again', async () => {
    const leave = new AbortController();
    const run = engine.train({ examples, seed: 1, recipe: lasting(400) }, (step) => { if (step.stage === 'training') leave.abort(new Error('cancelled')); }, leave.signal);
    await expect(engine.train({ examples, seed: 1, recipe: lasting(1) }, () => undefined, new AbortController().signal)).rejects.toMatchObject({ code: 'training_running' });
    await expect(run).rejects.toThrow('cancelled');
    await expect(engine.train({ examples, seed: 1, recipe: lasting(1) }, () => undefined, new AbortController().signal)).resolves.toMatchObject({ report: { seed: 1 } });
  });

  it('keeps a model of another workspace out of reach, and refuses damaged bytes', async () => {
    const other = await db.workspace('Other company');
    const id = await db.database.inWorkspace(other, (tx) => engine.saveArtefact(tx, other, new Uint8Array([1, 2, 3])));
    await expect(engine.load(workspaceId, id)).rejects.toMatchObject({ code: 'not_found' });
    await db.database.inWorkspace(other, (tx) => tx.query(`update artefact set bytes = 'abc' where id = $1`, [id]));
    await expect(engine.load(other, id)).rejects.toMatchObject({ code: 'artefact_damaged' });
  });
});

describe('the weights of the encoder', () => {
  it('are checked, and said to be missing or damaged', async () => {
    expect(await faultOfEncoderFiles(packagedEncoderFolder())).toBeNull();
    expect(await faultOfEncoderFiles(null)).toMatch(/not installed/);
    expect(await faultOfEncoderFiles('/nowhere')).toMatch(/cannot be read: ENOENT/);
  });

  it('are damaged when one byte of them is another one', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'duet-test-'));
    cpSync(packagedEncoderFolder(), folder, { recursive: true });
    const shard = path.join(folder, 'group1-shard4of7');
    const bytes = readFileSync(shard);
    bytes[1_000]! ^= 1;
    writeFileSync(shard, bytes);
    expect(await faultOfEncoderFiles(folder)).toMatch(/damaged/);
    rmSync(folder, { recursive: true });
  });

  it.each([['not installed', null], ['not readable', '/nowhere']])('that are %s leave the product ready, on words alone, and saying so', async (_, folder) => {
    const readiness = new Readiness();
    const db = await startDatabase([...modelsEntities, ...standIns()]);
    const engine = new TextEngine(db.database, readiness, folder);
    engine.onModuleInit();
    const { ready, conditions } = await readiness.answer();
    expect(ready).toBe(true);
    expect(conditions['encoder']).toMatchObject({ ok: false, required: false, detail: expect.stringContaining('by words alone') });
    expect(engine.state()).toMatchObject({ encoder: 'missing', kernel: null });
    expect(await engine.usable()).toBe(false);
    await expect(engine.encode(null, ['where is my parcel'])).rejects.toMatchObject({ code: 'model_unavailable' });
    await expect(engine.train({ examples, seed: 1 }, () => undefined, new AbortController().signal)).rejects.toMatchObject({ code: 'model_unavailable' });
    await engine.onModuleDestroy();
    await db.stop();
  });
});

describe('an encoder thread that dies', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'duet-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('fails what it was working on and is replaced for what follows', async () => {
    const pool = new EncoderPool(folder);
    await expect(pool.encode(['lost'])).rejects.toMatchObject({ code: 'model_unavailable' });
    cpSync(packagedEncoderFolder(), folder, { recursive: true });
    await expect(pool.encode(['found'])).resolves.toHaveLength(1);
    await pool.close();
  });
});
