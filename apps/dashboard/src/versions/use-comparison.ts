import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallOf, previewAnswer } from '#contracts';
import { askOutcome } from './ask-outcome.ts';
import type { Compared, Outcome } from './comparison.ts';
import type { ChosenQuestion } from './questions.ts';

export type Draft = NonNullable<CallOf<typeof previewAnswer>['draft']>;

/** Questions asked at once: enough to be quick, few enough to leave the server to visitors. */
const AT_ONCE = 2;

export interface Comparison {
  rows: readonly Compared[];
  busy: boolean;
  /** Answers that are there. */
  done: number;
  /** What was tried, to tell whether the draft has changed since. */
  tried: string | null;
  run: (questions: readonly ChosenQuestion[], draft: Draft, baseId: string | null) => void;
}

export const keyOfDraft = (draft: Draft): string => JSON.stringify(draft);

/** Puts questions to the draft and to the version that it was begun from. A new run, and leaving, stop the one before. */
export function useComparison(): Comparison {
  const [rows, setRows] = useState<readonly Compared[]>([]);
  const [tried, setTried] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback((questions: readonly ChosenQuestion[], draft: Draft, baseId: string | null) => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setTried(keyOfDraft(draft));
    setRows(questions.map((question) => ({ question, base: baseId === null ? null : { state: 'asked' }, draft: { state: 'asked' } })));
    const tell = (at: number, side: 'base' | 'draft') => (outcome: Outcome): void => setRows((before) => before.map((row, place) => (place === at ? { ...row, [side]: outcome } : row)));
    const waiting = questions.entries();
    const work = async (): Promise<void> => {
      for (const [at, { text }] of waiting) {
        if (signal.aborted) return;
        if (baseId !== null) await askOutcome({ backendVersionId: baseId, text }, signal, tell(at, 'base'));
        if (!signal.aborted) await askOutcome({ draft, text }, signal, tell(at, 'draft'));
      }
    };
    for (let worker = 0; worker < AT_ONCE; worker += 1) void work();
  }, []);

  const done = rows.filter(({ base, draft }) => base?.state !== 'asked' && draft.state !== 'asked').length;
  return { rows, busy: done < rows.length, done, tried, run };
}
