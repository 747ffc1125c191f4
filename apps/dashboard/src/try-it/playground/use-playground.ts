import { useCallback, useEffect, useRef, useState } from 'react';
import { askOutcome } from '../../versions/ask-outcome.ts';
import type { Outcome } from '../../versions/comparison.ts';
import type { Asking } from './columns.ts';

/** Questions at once by engine: enough to be quick, few enough to leave the server to visitors. */
const AT_ONCE = { embedded: 1, language_model: 2 } as const;

export interface Task {
  asking: Asking;
  engine: keyof typeof AT_ONCE;
  text: string;
}

export interface Playing {
  outcomeOf: (asking: Asking | null, text: string) => Outcome | undefined;
  busy: boolean;
  done: number;
  total: number;
  run: (tasks: readonly Task[]) => void;
  cancel: () => void;
}

const keyOf = (asking: Asking, text: string): string => JSON.stringify([asking, text]);

/** Puts questions to columns. Answers stay until the same column is asked the same again; leaving stops what is under way. */
export function usePlayground(): Playing {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [under, setUnder] = useState<readonly string[]>([]);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setUnder([]);
    setOutcomes((before) => new Map([...before].filter(([, { state }]) => state !== 'asked')));
  }, []);

  const run = useCallback((tasks: readonly Task[]) => {
    cancel();
    const { signal } = (running.current = new AbortController());
    const keys = tasks.map(({ asking, text }) => keyOf(asking, text));
    const tell = (key: string) => (outcome: Outcome): void => setOutcomes((before) => new Map(before).set(key, outcome));
    setUnder(keys);
    for (const key of keys) tell(key)({ state: 'asked' });
    const work = async (waiting: IterableIterator<Task>): Promise<void> => {
      for (const { asking, text } of waiting) {
        if (signal.aborted) return;
        await askOutcome({ ...asking, text }, signal, tell(keyOf(asking, text)));
      }
    };
    for (const engine of ['embedded', 'language_model'] as const) {
      const waiting = tasks.filter((task) => task.engine === engine).values();
      for (let worker = 0; worker < AT_ONCE[engine]; worker += 1) void work(waiting);
    }
  }, [cancel]);

  const done = under.filter((key) => outcomes.get(key)?.state !== 'asked').length;
  return { outcomeOf: (asking, text) => (asking ? outcomes.get(keyOf(asking, text)) : undefined), busy: done < under.length, done, total: under.length, run, cancel };
}
