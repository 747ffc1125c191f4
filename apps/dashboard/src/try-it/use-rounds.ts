import { useCallback, useEffect, useReducer, useRef } from 'react';
import { CallFailed } from '#contracts';
import { newId } from '../inbox/new-id.ts';
import { useSession } from '../session.tsx';
import { askPreview } from './ask-preview.ts';
import { keepRounds, keptRounds } from './kept-rounds.ts';
import { after, historyOf, type Answer, type Round } from './rounds.ts';

export interface RoundsControl {
  /** Newest first. */
  rounds: readonly Round[];
  busy: boolean;
  ask: (question: string, versionIds: readonly string[], isFollowUp: boolean) => void;
  /** Asks one version of a round once more. */
  askAgain: (round: Round, versionId: string) => void;
  clear: () => void;
}

/** What was asked here, kept while the tab is open. Leaving the page stops what is under way. */
export function useRounds(): RoundsControl {
  const { person, workspace } = useSession();
  const owner = `${workspace.id}.${person.id}`;
  const [rounds, tell] = useReducer(after, owner, keptRounds);
  const leaving = useRef(new AbortController());
  const busy = rounds.some(({ answers }) => answers.some(({ answer }) => answer.state === 'asked'));
  // Not with each piece of an answer.
  useEffect(() => {
    if (!busy) keepRounds(owner, rounds);
  }, [owner, rounds, busy]);
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);

  const askOne = useCallback((round: Round, versionId: string, before: readonly Round[]) => {
    const { signal } = leaving.current;
    const history = round.isFollowUp ? historyOf(before, versionId) : [];
    const told = (answer: Answer): void => {
      if (!signal.aborted) tell({ type: 'told', roundId: round.id, versionId, answer });
    };
    void askPreview({ backendVersionId: versionId, text: round.question, history }, signal, (said) => told({ state: 'asked', said })).then(
      (preview) => told({ state: 'answered', preview }),
      (error: unknown) => told(failed(error)),
    );
  }, []);

  return {
    rounds,
    busy,
    ask: (question, versionIds, isFollowUp) => {
      const round: Round = { id: newId(), question, isFollowUp: isFollowUp && rounds.length > 0, answers: versionIds.map((versionId) => ({ versionId, answer: { state: 'asked' } })) };
      tell({ type: 'asked', round });
      for (const versionId of versionIds) askOne(round, versionId, rounds);
    },
    askAgain: (round, versionId) => {
      tell({ type: 'told', roundId: round.id, versionId, answer: { state: 'asked' } });
      askOne(round, versionId, rounds.slice(rounds.findIndex(({ id }) => id === round.id) + 1));
    },
    clear: () => {
      leaving.current.abort();
      leaving.current = new AbortController();
      tell({ type: 'cleared' });
    },
  };
}

function failed(error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  return { state: 'failed', message, requestId: (error instanceof CallFailed && error.problem?.requestId) || null };
}
