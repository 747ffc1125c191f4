import { archiveExperiment, changeExperiment, createExperiment, deleteExperiment, duplicateExperiment, listExperimentChanges, listExperiments, listSites, pauseExperiment, proveExperiment, readAllocation, readLayer, readProofProgress, readResults, restoreExperiment, startExperiment, stopExperiment } from '#contracts';
import { useChange, useRead } from '../api.ts';

const FOLLOW_MS = 15_000;
const PROGRESS_MS = 500;

export const useExperiments = (archived: 'no' | 'yes') => useRead(listExperiments, { archived });
export const useLayer = (siteId: string, traffic: 'live' | 'replay' | 'test') => useRead(readLayer, { siteId, traffic }, { refetchInterval: FOLLOW_MS });
export const useSites = () => useRead(listSites, {});
/** The experiment with its figures; follows a running one. */
export const useResults = (id: string) => useRead(readResults, { id }, { refetchInterval: FOLLOW_MS });

/** Where an adaptive experiment stands; follows a running one. */
export const useAllocation = (id: string) => useRead(readAllocation, { id }, { refetchInterval: FOLLOW_MS });
export const useChanges = (id: string) => useRead(listExperimentChanges, { id }, { refetchInterval: FOLLOW_MS });

const stale = [readResults, listExperiments, listExperimentChanges, readLayer, readAllocation] as const;
export const useStart = () => useChange(startExperiment, ...stale);
export const usePause = () => useChange(pauseExperiment, ...stale);
export const useStop = () => useChange(stopExperiment, ...stale);
export const useArchive = () => useChange(archiveExperiment, ...stale);
export const useRestore = () => useChange(restoreExperiment, ...stale);
export const useProve = () => useChange(proveExperiment, readResults);
/** How far the dealing is; asked while it runs. */
export const useProofProgress = (id: string, runs: boolean) => useRead(readProofProgress, { id }, { enabled: runs, refetchInterval: PROGRESS_MS });
export const useDuplicate = () => useChange(duplicateExperiment, listExperiments);
export const useChangeExperiment = () => useChange(changeExperiment, ...stale);
export const useCreateExperiment = () => useChange(createExperiment, listExperiments);
export const useDeleteExperiment = () => useChange(deleteExperiment, listExperiments);
