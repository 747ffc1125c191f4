import { learnSearch, readSearch } from '#contracts';
import { useChange, useRead } from '../../api.ts';

const LOOK_EVERY_MS = 15_000;

/** Learnt in the background: read again now and then. */
export const useSearch = () => useRead(readSearch, {}, { refetchInterval: LOOK_EVERY_MS });
export const useLearnSearch = () => useChange(learnSearch, readSearch);
