import { ModelFailed } from '../model-failed.ts';
import { rejection } from '../rejection.ts';
import type { ContextSettings, EngineContext, EngineModule, LoadedFile } from './engine.ts';
import type { FromEngine, SentFailure, ToEngine } from './messages.ts';
import { Places } from './places.ts';

/** Holds one GGUF file: native code that crashes takes this process with it and no other. Started with the engine's module and the file. */
const [engine = '', file = ''] = process.argv.slice(2);
const memoryEveryMs = 5_000;

interface OpenContext {
  ready: Promise<EngineContext>;
  places: Places;
}
const loading = import(engine).then((module: EngineModule) => module.load(file));
const contexts = new Map<string, OpenContext>();
const running = new Map<number, AbortController>();

const tell = (message: FromEngine): void => void process.send?.(message);
const tellMemory = (): void => tell({ type: 'memory', bytes: process.memoryUsage.rss() });

function sent(error: unknown): SentFailure {
  const { code, detail, retryable, retryAfterMs } = error instanceof ModelFailed ? error
    : new ModelFailed('bad_response', { detail: error instanceof Error ? error.message.slice(0, 300) : 'unknown', retryable: false });
  return { code, detail, retryable, retryAfterMs };
}

function contextOf(loaded: LoadedFile, settings: ContextSettings): OpenContext {
  const known = contexts.get(settings.id);
  if (known) return known;
  const made = { ready: loaded.context(settings), places: new Places(settings.places) };
  contexts.set(settings.id, made);
  // The next question may find more memory.
  made.ready.then(tellMemory, () => contexts.delete(settings.id));
  return made;
}

async function answer({ id, context, question }: Extract<ToEngine, { type: 'ask' }>): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  const stopped = rejection(stop.signal);
  try {
    const { ready, places } = contextOf(await Promise.race([loading, stopped]), context);
    const ended = await places.within(stop.signal, async () => {
      const opened = await Promise.race([ready, stopped]);
      tell({ type: 'open', id });
      return opened.answer(question, (text) => tell({ type: 'text', id, text }), stop.signal);
    });
    tell({ type: 'ended', id, ...ended });
  } catch (error) {
    tell({ type: 'failed', id, failure: sent(error) });
  } finally {
    running.delete(id);
  }
}

async function forget(contextId: string): Promise<void> {
  const known = contexts.get(contextId);
  contexts.delete(contextId);
  await known?.places.emptied();
  await (await known?.ready)?.close();
}

process.on('message', (message: ToEngine) => {
  if (message.type === 'ask') void answer(message);
  else if (message.type === 'stop') running.get(message.id)?.abort(new ModelFailed('cancelled'));
  else void forget(message.contextId).catch(() => undefined);
});
// Whoever started it is gone: nobody will ask any more.
process.on('disconnect', () => process.exit(0));

try {
  const { trainedContextSize } = await loading;
  tell({ type: 'loaded', trainedContextSize });
  tellMemory();
  setInterval(tellMemory, memoryEveryMs).unref();
} catch (error) {
  tell({ type: 'not_loaded', failure: sent(error) });
  process.disconnect?.();
}
