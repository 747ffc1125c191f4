import type { ChatTurn, FinishReason } from '../chat-model.ts';

/** A place to think in: one for each model of the catalogue, all over the weights of one file. */
export interface ContextSettings {
  /** Tells one from the other. */
  id: string;
  /** Absolute path of a LoRA adapter. */
  adapter: string | null;
  /** How much of the adapter is added; 1 is as it was trained. */
  adapterScale: number;
  /** Tokens of each answer's question and text. */
  contextSize: number;
  /** 0: one less than there are processors. */
  threads: number;
  /** Answers at once. */
  places: number;
}

export interface EngineQuestion {
  messages: ChatTurn[];
  maxTokens: number;
  temperature: number;
}

/** Token counts are exact: the engine has split the texts itself. */
export interface EngineAnswer {
  inputTokens: number;
  outputTokens: number;
  /** Null: it just ended. */
  finishReason: FinishReason | null;
}

export interface EngineContext {
  /** Runs as often at once as there are places. Ends soon after `signal` aborts. */
  answer(question: EngineQuestion, onText: (text: string) => void, signal: AbortSignal): Promise<EngineAnswer>;
  close(): Promise<void>;
}

/** The weights of one file, loaded. */
export interface LoadedFile {
  /** Tokens that it was trained to read at most; null when the file does not say. */
  trainedContextSize: number | null;
  context(settings: ContextSettings): Promise<EngineContext>;
}

/** What a module that runs GGUF files exports. It is loaded in a process of its own. */
export interface EngineModule {
  load(file: string): Promise<LoadedFile>;
}
