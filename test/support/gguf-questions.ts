import type { ChatModel, ChatRequest, ModelEvent } from '../../libs/models/src/chat-model.ts';

const limits: ChatRequest['limits'] = { connectMs: 2_000, firstTokenMs: 30_000, idleMs: 30_000, totalMs: 60_000 };
export const never = new AbortController().signal;

/** Asks one question and gathers what comes of it; `hear` is told each event as it comes. */
export async function ask(model: ChatModel, content: string, signal = never, changed: Partial<ChatRequest['limits']> = {}, hear: (event: ModelEvent) => unknown = () => undefined): Promise<{ text: string; events: ModelEvent[]; failure: unknown }> {
  const events: ModelEvent[] = [];
  let failure: unknown;
  try {
    for await (const event of model.stream({ messages: [{ role: 'user', content }], maxTokens: 10, temperature: 0, limits: { ...limits, ...changed } }, signal)) {
      events.push(event);
      hear(event);
    }
  } catch (error) {
    failure = error;
  }
  return { text: events.map((event) => (event.type === 'delta' ? event.text : '')).join(''), events, failure };
}

export function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
