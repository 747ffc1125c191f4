import { gatherAnswer, type Backend, type BackendEvent, type Turn } from '#backends';
import { scoreCase } from './case-score.ts';
import { MOST_SAID } from './optimizer-plan.ts';
import type { OptimizerCase, Tried } from './search.ts';

const limits: Turn['limits'] = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxTokens: MOST_SAID };

/** The model could not be reached: that says nothing of the prompt. */
const notThePrompts: ReadonlySet<string> = new Set(['auth', 'quota', 'rate', 'capacity', 'network', 'stalled', 'timeout', 'busy', 'circuit_open']);

/** What an answer has used so far. */
export interface Used {
  tokens: number;
  microUsd: number;
}

export interface TriedCase extends Tried {
  /** Why no answer came, where the prompt is not to blame; null otherwise. */
  down: string | null;
}

interface How {
  workspaceId: string;
  metered: Turn['metered'];
  /** Told as it grows, also by an answer that is broken off. */
  used: (sum: Used) => void;
  signal: AbortSignal;
}

/** One case on the path that visitors' questions take, and what its answer is worth. */
export async function tryCase(backend: Backend, asked: OptimizerCase, { workspaceId, metered, used, signal }: How): Promise<TriedCase> {
  const turn: Turn = { workspaceId, conversationId: 'optimizer', text: asked.question, history: asked.history, limits, rehearsal: asked.expect.tool !== null, ...(metered ? { metered } : {}) };
  const answer = await gatherAnswer(telling(backend.answer(turn, signal), used));
  signal.throwIfAborted();
  const { text, toolCalls = [], errorCode } = answer;
  return {
    ...scoreCase(asked.expect, { ...answer, toolCalls }), answer: text,
    down: errorCode !== null && notThePrompts.has(errorCode) ? errorCode : null,
  };
}

async function* telling(events: AsyncIterable<BackendEvent>, used: How['used']): AsyncGenerator<BackendEvent, void, undefined> {
  for await (const event of events) {
    if (event.type === 'usage') used({ tokens: event.inputTokens + event.outputTokens, microUsd: event.costMicroUsd });
    yield event;
  }
}
