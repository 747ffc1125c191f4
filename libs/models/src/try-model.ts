import type { Model, ReplyOf, testModel } from '#contracts';
import type { ChatModel } from './chat-model.ts';
import { ModelFailed } from './model-failed.ts';

export type LastTest = NonNullable<Model['lastTest']>;

const limits = { connectMs: 5_000, firstTokenMs: 20_000, idleMs: 10_000, totalMs: 30_000 };

/** Asks a model one short question and tells what came of it, failures included. */
export async function tryModel(model: ChatModel, signal: AbortSignal): Promise<ReplyOf<typeof testModel>> {
  const begun = performance.now();
  const sinceBegin = (): number => performance.now() - begun;
  let text = '';
  let firstTokenMs: number | null = null;
  try {
    const question = 'Reply with the single word: ready';
    for await (const event of model.stream({ messages: [{ role: 'user', content: question }], maxTokens: 50, temperature: 0, limits, insistent: true }, signal)) {
      if (event.type !== 'delta') continue;
      firstTokenMs ??= sinceBegin();
      text += event.text;
    }
    return { ok: true, firstTokenMs, totalMs: sinceBegin(), text, errorCode: null, detail: null };
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    return { ok: false, firstTokenMs, totalMs: sinceBegin(), text, errorCode: error.code, detail: error.detail ?? null };
  }
}
