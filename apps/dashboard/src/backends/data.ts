import {
  cancelTraining, changeModel, createBackend, createModel, deleteBackend, deleteModel, listBackends, listExperiments, listModels, listSites,
  listTrainingRuns, listVersions, readTrainingRun, startTraining, testModel,
} from '#contracts';
import { useChange, useRead } from '../api.ts';

export const useBackends = () => useRead(listBackends, {});
export const useVersions = (id: string) => useRead(listVersions, { id });
export const useModels = () => useRead(listModels, {});
export const useSites = () => useRead(listSites, {});
export const useExperiments = () => useRead(listExperiments, {});

export const useCreateBackend = () => useChange(createBackend, listBackends);
export const useDeleteBackend = () => useChange(deleteBackend, listBackends);

export const useCreateModel = () => useChange(createModel, listModels);
export const useChangeModel = () => useChange(changeModel, listModels);
export const useDeleteModel = () => useChange(deleteModel, listModels);
export const useTestModel = () => useChange(testModel);

export const useStartTraining = () => useChange(startTraining, listTrainingRuns);
export const useCancelTraining = () => useChange(cancelTraining, listTrainingRuns, readTrainingRun);
