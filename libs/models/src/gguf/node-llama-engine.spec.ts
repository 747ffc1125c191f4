import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { writeTinyAdapter, writeTinyModel } from '../../../../test/support/tiny-gguf.ts';
import type { ChatModel, ChatRequest } from '../chat-model.ts';
import { CallGate } from '../gate/call-gate.ts';
import { ModelFailed } from '../model-failed.ts';
import { installedEngine } from './engine-package.ts';
import { GgufModel } from './gguf-model.ts';
import { GgufProcess } from './gguf-process.ts';

const request: ChatRequest = {
  messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'where is my parcel?' }], maxTokens: 12, temperature: 0,
  limits: { connectMs: 1_000, firstTokenMs: 60_000, idleMs: 60_000, totalMs: 90_000 },
};

describe('the engine on node-llama-cpp', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-llama-'));
  const [file, adapter] = [path.join(folder, 'tiny.gguf'), path.join(folder, 'lora.gguf')];
  writeTinyModel(file);
  writeTinyAdapter(adapter);
  const held = new GgufProcess({ file });
  afterAll(async () => {
    await held.close();
    fs.rmSync(folder, { recursive: true });
  });
  const model = (id: string, added: string | null = null): ChatModel => new GgufModel({
    key: 'gguf/tiny', prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, hold: { enter: () => ({ process: () => held, end: () => undefined }) }, gate: new CallGate(),
    context: { id, adapter: added, adapterScale: 1, contextSize: 512, threads: 1, places: 2 },
  });
  async function answerOf(chat: ChatModel): Promise<{ text: string; outputTokens: number; finishReason: string }> {
    const whole = { text: '', outputTokens: 0, finishReason: '' };
    for await (const event of chat.stream(request, new AbortController().signal)) {
      if (event.type === 'delta') whole.text += event.text;
      if (event.type === 'usage') whole.outputTokens = event.outputTokens;
      if (event.type === 'end') whole.finishReason = event.finishReason;
    }
    return whole;
  }

  // It is an optional peer: which of the two runs depends on where this runs, and either can fail.
  if (installedEngine() === null) {
    it('says how it is installed where it is not', async () => {
      const failure = await answerOf(model('plain')).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ModelFailed);
      expect(failure).toMatchObject({ code: 'bad_response', retryable: false, detail: expect.stringMatching(/Run npm install --no-save node-llama-cpp@\d/) });
    }, 60_000);
  } else {
    it('runs a file, an adapter over the same weights, and several at once, each as when it is alone', async () => {
      const [plain, tuned] = [await answerOf(model('plain')), await answerOf(model('tuned', adapter))];
      expect(plain).toMatchObject({ outputTokens: 12, finishReason: 'length' });
      expect(tuned.text).not.toBe(plain.text);
      expect(await Promise.all([answerOf(model('plain')), answerOf(model('plain')), answerOf(model('tuned', adapter)), answerOf(model('plain'))])).toEqual([plain, plain, tuned, plain]);
    }, 120_000);
  }
});
