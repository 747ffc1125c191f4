import { FineTuneParameters, FineTunePrices, fineTuneCapabilities, fineTuneMethodOf, type CallOf, type DataSet, type FineTuneProvider, type createFineTune } from '#contracts';

/** Address and key are entered on the page instead of being taken from a model. */
export const OWN = 'own';

/** A fine-tune as the form holds it. */
export interface FineTuneDraft {
  provider: FineTuneProvider;
  dataSetId: string | null;
  /** Id of a model in the catalogue, or `OWN`. */
  connection: string;
  baseUrl: string;
  apiKey: string;
  baseModel: string;
  suffix: string;
  parameters: FineTuneParameters;
  prices: FineTunePrices;
  note: string;
  backendIds: string[];
}

export const emptyDraft = (dataSetId: string | null): FineTuneDraft => ({
  provider: 'openai', dataSetId, connection: OWN, baseUrl: '', apiKey: '', baseModel: '', suffix: '', parameters: FineTuneParameters.parse({}), prices: FineTunePrices.parse({}), note: '', backendIds: [],
});

/** Built data sets that the provider can learn from. */
export const learnable = (sets: readonly DataSet[], provider: FineTuneProvider): DataSet[] =>
  sets.filter(({ state, filters }) => state === 'done' && fineTuneCapabilities[provider].methods.includes(fineTuneMethodOf[filters.method]));

export const isSuffix = (suffix: string): boolean => /^[A-Za-z0-9_-]{0,40}$/.test(suffix);

export function isComplete({ provider, dataSetId, connection, baseUrl, baseModel, suffix }: FineTuneDraft): boolean {
  if (provider === 'embedded') return true;
  const reached = provider === 'manual' || connection !== OWN || /^https?:\/\/.+/.test(baseUrl.trim());
  return dataSetId !== null && baseModel.trim() !== '' && reached && isSuffix(suffix);
}

/** What is sent: of a provider only what it is asked for. */
export function wishOf({ provider, dataSetId, connection, baseUrl, apiKey, baseModel, suffix, parameters, prices, note, backendIds }: FineTuneDraft): CallOf<typeof createFineTune> {
  const common = { provider, note: note.trim(), backendIds };
  if (provider === 'embedded') return { ...common, parameters: FineTuneParameters.parse({ seed: parameters.seed }) };
  const trained = { ...common, dataSetId, baseModel: baseModel.trim(), parameters, prices };
  if (provider === 'manual') return trained;
  const where = connection === OWN ? { baseUrl: baseUrl.trim(), apiKey: apiKey.trim() || null } : { connectionModelId: connection };
  return { ...trained, ...where, suffix: suffix.trim() || null };
}
