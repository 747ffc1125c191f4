import { listDuels, readDuelSummary } from '#contracts';
import { useRead } from '../../api.ts';

const FOLLOW_MS = 15_000;
const LATEST = 10;

/** What agents prefer among an experiment's variants; follows as they choose. */
export const useDuelSummary = (id: string) => useRead(readDuelSummary, { id }, { refetchInterval: FOLLOW_MS });
export const useLatestDuels = (experimentId: string, enabled: boolean) => useRead(listDuels, { experimentId, limit: LATEST }, { enabled });
