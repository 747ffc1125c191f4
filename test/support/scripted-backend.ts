import type { Backend, BackendEvent, Turn } from '#backends';

type Step = BackendEvent | (() => Promise<unknown>);

/** What a scripted backend says to a turn: events, and promises to wait for between them. */
export type Script = (turn: Turn, signal: AbortSignal) => Iterable<Step> | AsyncIterable<Step>;

export const delta = (text: string): BackendEvent => ({ type: 'delta', text });
export const finished = (intent: string | null = null): BackendEvent => ({ type: 'end', result: 'answered', intent, confidence: intent ? 0.9 : null, language: 'en' });

/** Says these pieces, then ends. */
export const says = (...pieces: string[]): Script => () => [...pieces.map(delta), finished()];

/** A backend that follows a script; the script may be changed while it is in use. */
export class ScriptedBackend implements Backend {
  readonly kind = 'prompt';
  engine: Backend['engine'] = 'embedded';
  readonly versionId = '00000000-0000-7000-8000-000000000001';
  readonly turns: Turn[] = [];

  constructor(public script: Script) {}

  async *answer(turn: Turn, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    this.turns.push(turn);
    yield { type: 'start', engine: this.engine, model: `${this.engine}/scripted` };
    for await (const step of this.script(turn, signal)) {
      if (typeof step === 'function') await step();
      else yield step;
    }
  }
}

/** A door that a script waits at until the test opens it. */
export class Gate {
  open!: () => void;
  readonly opened = new Promise<void>((resolve) => { this.open = resolve; });
  readonly reached: Promise<void>;
  private arrive!: () => void;

  constructor() {
    this.reached = new Promise((resolve) => { this.arrive = resolve; });
  }

  /** To be yielded by a script. */
  readonly wait = (): Promise<void> => {
    this.arrive();
    return this.opened;
  };
}
