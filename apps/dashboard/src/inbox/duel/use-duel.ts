import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { askForDuel, decideDuel, readDuelDesk } from '#contracts';
import type { CallFailed, Duel, DuelObstacle, DuelResult } from '#contracts';
import { call, useChange, useRead } from '../../api.ts';

export type Stage =
  | { kind: 'idle' }
  | { kind: 'writing' }
  | { kind: 'failed'; error: CallFailed }
  | { kind: 'choosing'; duel: Duel }
  | { kind: 'chosen'; duel: Duel };

export interface DuelControl {
  stage: Stage;
  /** Null while it is not known, or when there is none. */
  obstacle: DuelObstacle | null;
  ask: () => void;
  /** Gives up drafts that both failed for new ones. */
  askAnew: () => void;
  cancel: () => void;
  choose: (result: DuelResult) => void;
  choosing: boolean;
  notChosen: CallFailed | null;
  /** Back to the beginning; drafts without a choice can be had again. */
  close: () => void;
}

/**
 * Two drafts from the wish for them to the choice. Drafts that an earlier visit to the page left open come back.
 *
 * @param lastSeq of the conversation: a new message may be the first question
 */
export function useDuel(conversationId: string, lastSeq: number, onChosen: (duel: Duel) => void): DuelControl {
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const { data, refetch } = useRead(readDuelDesk, { id: conversationId });
  const deciding = useChange(decideDuel, readDuelDesk);
  const running = useRunning();
  useEffect(() => void refetch(), [lastSeq, refetch]);

  const restored = useRef(false);
  useEffect(() => {
    if (!data || restored.current) return;
    restored.current = true;
    const { open } = data;
    if (open) setStage((now) => (now.kind === 'idle' ? { kind: 'choosing', duel: open } : now));
  }, [data]);

  const askAnew = (): void => {
    const signal = running.start();
    deciding.reset();
    setStage({ kind: 'writing' });
    call(askForDuel, { id: conversationId }, signal).then(
      (duel) => setStage({ kind: 'choosing', duel }),
      (error: CallFailed) => {
        if (!signal.aborted) setStage({ kind: 'failed', error });
        void client.invalidateQueries({ queryKey: [readDuelDesk.path] });
      },
    );
  };
  const ask = (): void => {
    if (stage.kind !== 'writing' && stage.kind !== 'choosing' && !data?.obstacle) askAnew();
  };
  const choose = (result: DuelResult): void => {
    if (stage.kind !== 'choosing' || deciding.isPending) return;
    deciding.mutate({ id: stage.duel.id, result }, {
      onSuccess: (duel) => {
        setStage({ kind: 'chosen', duel });
        onChosen(duel);
      },
    });
  };
  const close = (): void => {
    running.stop();
    deciding.reset();
    setStage({ kind: 'idle' });
  };
  return { stage, obstacle: data?.obstacle ?? null, ask, askAnew, cancel: close, choose, choosing: deciding.isPending, notChosen: deciding.error, close };
}

/** At most one request runs; it stops when the page goes on without it. */
function useRunning(): { start: () => AbortSignal; stop: () => void } {
  const controller = useRef<AbortController>(undefined);
  const stop = useCallback(() => controller.current?.abort(), []);
  useEffect(() => stop, [stop]);
  const start = useCallback(() => {
    stop();
    controller.current = new AbortController();
    return controller.current.signal;
  }, [stop]);
  return { start, stop };
}
