import {
  cancelTraining, changeModel, createBackend, createModel, deleteBackend, deleteModel, listBackends, listExperiments, listModelFiles, listModels, listSites,
  listRetiringModels, listTrainingRuns, listVersions, readModelHealth, readTrainingRun, startTraining, testModel,
} from '#contracts';
import { useChange, useRead } from '../api.ts';

export const useBackends = () => useRead(listBackends, {});
export const useVersions = (id: string) => useRead(listVersions, { id });
export const useModels = () => useRead(listModels, {});
export const useModelFiles = () => useRead(listModelFiles, {});
export const useSites = () => useRead(listSites, {});
export const useExperiments = () => useRead(listExperiments, {});

export const useCreateBackend = () => useChange(createBackend, listBackends);
export const useDeleteBackend = () => useChange(deleteBackend, listBackends);

export const useCreateModel = () => useChange(createModel, listModels, listRetiringModels, readModelHealth);
export const useChangeModel = () => useChange(changeModel, listModels, listRetiringModels, readModelHealth);
export const useDeleteModel = () => useChange(deleteModel, listModels, listRetiringModels, readModelHealth);
export const useTestModel = () => useChange(testModel, listModels, listModelFiles, readModelHealth);

export const useStartTraining = () => useChange(startTraining, listTrainingRuns);
export const useCancelTraining = () => useChange(cancelTraining, listTrainingRuns, readTrainingRun);
