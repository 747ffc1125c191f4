import { changeSite, changeWorkspace, listSites, readBudgets, readSession, readSite } from '#contracts';
import { useChange, useRead } from '../api.ts';

/** What is used grows while somebody looks. */
const EVERY_MS = 30_000;

export const useBudgets = () => useRead(readBudgets, {}, { refetchInterval: EVERY_MS });
export const useChangeSiteBudgets = () => useChange(changeSite, readSite, listSites, readBudgets);
export const useChangeWorkspaceBudgets = () => useChange(changeWorkspace, readSession, readBudgets);
