import { createShare, listExperimentChanges, listShares, withdrawShare } from '#contracts';
import { useChange, useRead } from '../../api.ts';

const FOLLOW_MS = 30_000;

/** Links to an experiment's results; follows as they are opened. */
export const useShares = (id: string) => useRead(listShares, { id }, { refetchInterval: FOLLOW_MS });
export const useCreateShare = () => useChange(createShare, listShares, listExperimentChanges);
export const useWithdrawShare = () => useChange(withdrawShare, listShares, listExperimentChanges);
