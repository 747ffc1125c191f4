import fs from 'node:fs';
import { request } from 'undici';
import type { EngineAnswer, EngineContext, EngineQuestion, LoadedFile } from '../../libs/models/src/gguf/engine.ts';
import { ModelFailed } from '../../libs/models/src/model-failed.ts';
import { failureOfStatus, textOf } from '../../libs/models/src/provider-failure.ts';
import { serverSentData } from '../../libs/models/src/sse-reader.ts';

/**
 * Stands in for native code in a real process of its own. The file that it loads holds the address of a scripted model
 * server, whose behaviour it takes on; or a word that tells how it misbehaves when it is asked.
 */
export function load(file: string): Promise<LoadedFile> {
  const said = fs.readFileSync(file, 'utf8').trim();
  if (said === 'unreadable') return Promise.reject(new Error('not a model'));
  return Promise.resolve({
    trainedContextSize: 4_096,
    context: ({ id, adapter, adapterScale }): Promise<EngineContext> => Promise.resolve({
      answer: (question, onText, signal) => (said.startsWith('http') ? relay(said, question, onText, signal) : misbehave(said, [id, adapter, adapterScale].join(' '), question, onText, signal)),
      close: () => Promise.resolve(),
    }),
  });
}

const told: EngineAnswer = { inputTokens: 7, outputTokens: 3, finishReason: 'stop' };

async function misbehave(how: string, context: string, { messages }: EngineQuestion, onText: (text: string) => void, signal: AbortSignal): Promise<EngineAnswer> {
  const asked = messages.at(-1)?.content;
  if (asked === 'crash') process.kill(process.pid, 'SIGSEGV');
  if (asked === 'crash midway') {
    onText('half ');
    setImmediate(() => process.kill(process.pid, 'SIGSEGV'));
    return new Promise(() => undefined);
  }
  // Deaf to the word to stop, as native code that never comes back.
  if (asked === 'hang') return new Promise(() => undefined);
  if (asked === 'wait midway') onText('half ');
  if (asked?.startsWith('wait')) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  onText(asked === 'environment' ? Object.keys(process.env).sort().join(' ') : asked === 'context' ? context : how);
  return { ...told, ...(signal.aborted ? { finishReason: null } : {}) };
}

interface Chunk {
  choices?: { delta?: { content?: string }; finish_reason?: 'stop' | null }[];
  usage?: { prompt_tokens: number; completion_tokens: number };
}

async function relay(url: string, { messages }: EngineQuestion, onText: (text: string) => void, signal: AbortSignal): Promise<EngineAnswer> {
  const reply = await request(`${url}/chat/completions`, { method: 'POST', signal, body: JSON.stringify({ messages }), headersTimeout: 0, bodyTimeout: 0 }).catch(lost);
  if (reply.statusCode !== 200) throw failureOfStatus(reply.statusCode, await textOf(reply.body), reply.headers['retry-after']?.toString() ?? null);
  const answer: EngineAnswer = { inputTokens: 0, outputTokens: 0, finishReason: null };
  try {
    for await (const events of serverSentData(reply.body)) {
      for (const data of events) {
        if (data === '[DONE]') return answer;
        const { choices: [choice] = [], usage } = chunkOf(data);
        if (choice?.delta?.content) onText(choice.delta.content);
        if (choice?.finish_reason) answer.finishReason = choice.finish_reason;
        if (usage) Object.assign(answer, { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens });
      }
    }
    return answer;
  } catch (error) {
    return lost(error);
  } finally {
    reply.body.destroy();
  }
}

function chunkOf(data: string): Chunk {
  try {
    return JSON.parse(data) as Chunk;
  } catch (error) {
    throw new ModelFailed('bad_response', { cause: error });
  }
}

function lost(error: unknown): never {
  throw error instanceof ModelFailed ? error : new ModelFailed('network', { cause: error });
}
