import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { listBackends, listLabels, listSites, listVersions, moveLabel, readSite, readVersion, removeLabel } from '#contracts';
import type { CallFailed } from '#contracts';
import { call, useRead } from '../../api.ts';
import { refusedByGate } from '../../parts/despite-gate.tsx';
import { offerUndo } from '../../parts/offer-undo.tsx';
import { words } from './strings.ts';

export const useLabels = (id: string) => useRead(listLabels, { id });

type Version = { id: string; number: number } | null;

export interface Move {
  label: string;
  /** Where it was seen: moved only if it is still there. */
  from: Version;
  /** Null: takes it off. */
  to: Version;
  message?: string;
  despiteGate?: string;
  /** Hears that the gate refused the version; otherwise that is told like any failure. */
  onRefused?: (error: CallFailed) => void;
}

/** Moves a label, says so, and offers the way back. */
export function useMoveLabel(backendId: string): (move: Move) => Promise<boolean> {
  const client = useQueryClient();
  const put = async ({ label, from, to, message = '', despiteGate }: Move): Promise<void> => {
    try {
      if (to) await call(moveLabel, { id: backendId, label, backendVersionId: to.id, message, expectedVersionId: from?.id ?? null, ...(despiteGate && { despiteGate }) });
      else await call(removeLabel, { id: backendId, label, message, expectedVersionId: from?.id });
    } finally {
      // Also when it was refused: then somebody else has moved it.
      await Promise.all([listLabels, listVersions, listBackends, listSites, readSite, readVersion].map(({ path }) => client.invalidateQueries({ queryKey: [path] })));
    }
  };
  return async (move) => {
    try {
      await put(move);
      offerUndo(move.to ? words.moved(move.label, move.to.number) : words.takenOff(move.label), () => put({ label: move.label, from: move.to, to: move.from, message: words.undone }));
      return true;
    } catch (error) {
      if (move.onRefused && refusedByGate(error)) move.onRefused(error);
      else notifications.show({ color: 'red', title: words.notMoved, message: error instanceof Error ? error.message : String(error) });
      return false;
    }
  };
}
