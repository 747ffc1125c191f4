import { availableParallelism } from 'node:os';
import type { FinishReason } from '../chat-model.ts';
import { ModelFailed } from '../model-failed.ts';
import type { ContextSettings, EngineContext, EngineQuestion, LoadedFile } from './engine.ts';
import { enginePackage, installCommand } from './engine-package.ts';

type HistoryItem = { type: 'system' | 'user'; text: string } | { type: 'model'; response: string[] };

/** What is used of node-llama-cpp, which only those have who want it. */
interface Used {
  usedInputTokens: number;
  usedOutputTokens: number;
}
interface Sequence {
  tokenMeter: { getState(): Used; diff(since: Used): Used };
  clearHistory(): Promise<void>;
}
interface Context {
  getSequence(): Sequence;
  dispose(): Promise<void>;
}
interface LlamaModel {
  trainContextSize: number;
  createContext(options: object): Promise<Context>;
}
interface Session {
  setChatHistory(history: HistoryItem[]): void;
  promptWithMeta(text: string, options: object): Promise<{ stopReason: string }>;
  dispose(): void;
}
interface LlamaPackage {
  getLlama(options: object): Promise<{ loadModel(options: { modelPath: string }): Promise<LlamaModel> }>;
  LlamaChatSession: new (options: { contextSequence: Sequence; autoDisposeSequence: boolean }) => Session;
}

/** @throws ModelFailed when the package is not there, or cannot read the file */
export async function load(file: string): Promise<LoadedFile> {
  const llama = await import(enginePackage).catch((error: unknown) => {
    throw new ModelFailed('bad_response', { detail: `GGUF files need a package that is not installed. Run ${installCommand} where Duet runs, and start it again.`, cause: error, retryable: false });
  }) as LlamaPackage;
  // It would otherwise fetch sources and compile them on first use.
  const engine = await llama.getLlama({ build: 'never', skipDownload: true, progressLogs: false, logLevel: 'disabled' });
  const model = await engine.loadModel({ modelPath: file });
  return { trainedContextSize: model.trainContextSize, context: (settings) => contextOver(llama, model, settings) };
}

async function contextOver(llama: LlamaPackage, model: LlamaModel, { adapter, adapterScale, contextSize, threads, places }: ContextSettings): Promise<EngineContext> {
  const context = await model.createContext({
    contextSize, sequences: places, threads: threads || usualThreads, ...(adapter === null ? {} : { lora: { adapters: [{ filePath: adapter, scale: adapterScale }] } }),
  });
  // Taken once and kept: one that is disposed of is free again only some time later.
  const free = Array.from({ length: places }, () => context.getSequence());
  return {
    async answer(question, onText, signal) {
      const sequence = free.pop();
      if (!sequence) throw new ModelFailed('busy', { detail: 'more answers at once than there are places' });
      const session = new llama.LlamaChatSession({ contextSequence: sequence, autoDisposeSequence: false });
      const before = sequence.tokenMeter.getState();
      try {
        const [history, last] = historyOf(question);
        session.setChatHistory(history);
        const { stopReason } = await session.promptWithMeta(last, {
          maxTokens: question.maxTokens, temperature: question.temperature, signal, stopOnAbortSignal: true, onTextChunk: onText,
        });
        const { usedInputTokens: inputTokens, usedOutputTokens: outputTokens } = sequence.tokenMeter.diff(before);
        return { inputTokens, outputTokens, finishReason: reasons[stopReason] ?? 'other' };
      } finally {
        session.dispose();
        // Nothing of one conversation is left for the next.
        await sequence.clearHistory();
        free.push(sequence);
      }
    },
    close: () => context.dispose(),
  };
}

/** Its threads wait for each other at every step: where one has no processor to itself, all are slow. */
const usualThreads = Math.max(1, availableParallelism() - 1);

const reasons: Readonly<Record<string, FinishReason>> = { eogToken: 'stop', stopGenerationTrigger: 'stop', customStopTrigger: 'stop', maxTokens: 'length' };

/** The package keeps what was said apart from what is asked now. Tools are never offered to it, so that nothing is known of any. */
function historyOf({ messages }: EngineQuestion): [history: HistoryItem[], last: string] {
  const history = messages.flatMap(({ role, content }): HistoryItem[] => (role === 'tool' ? [] : [role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content }]));
  const last = messages.at(-1);
  return last?.role === 'user' ? [history.slice(0, -1), last.content] : [history, ''];
}
