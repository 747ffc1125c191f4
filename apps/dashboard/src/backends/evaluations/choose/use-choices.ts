import { useState } from 'react';
import { listEvaluations, makeBlindChoice, nextBlindChoice, readEvaluation, readEvaluationWins, undoBlindChoice, type CallFailed, type DuelResult } from '#contracts';
import { useChange, useRead } from '../../../api.ts';

export interface Choosing {
  reading: ReturnType<typeof useRead<typeof nextBlindChoice>>;
  busy: boolean;
  error: CallFailed | null;
  choose: (result: DuelResult) => void;
  skip: () => void;
  undo: () => void;
}

const stale = [nextBlindChoice, listEvaluations, readEvaluation, readEvaluationWins];

/** One pair after the other; what was skipped comes again behind the others. */
export function useChoices(id: string): Choosing {
  const [skip, setSkip] = useState(0);
  const reading = useRead(nextBlindChoice, { id, skip });
  const [making, undoing] = [useChange(makeBlindChoice, ...stale), useChange(undoBlindChoice, ...stale)];
  const busy = making.isPending || undoing.isPending || reading.isFetching;
  const { pair, mine = 0 } = reading.data ?? {};
  return {
    reading, busy, error: making.error ?? undoing.error,
    choose: (result) => {
      if (pair && !busy) making.mutate({ id, caseId: pair.caseId, result });
    },
    skip: () => {
      if (pair && !busy) setSkip(skip + 1);
    },
    undo: () => {
      if (mine > 0 && !busy) undoing.mutate({ id });
    },
  };
}
