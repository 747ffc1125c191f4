import type { CallOf, GgufSettings, Model, changeModel, createModel } from '#contracts';
import { presetOf, presets, type PresetId } from './model-presets.ts';

/** A language model as it stands in the form. */
export interface ModelDraft {
  preset: PresetId;
  name: string;
  baseUrl: string;
  /** Typed now; an empty one keeps what is stored. */
  apiKey: string;
  removeKey: boolean;
  inputPrice: number;
  outputPrice: number;
  hourlyPrice: number;
  /** Null: as the server says. */
  contextWindow: number | null;
  /** How a file runs; counts for GGUF files only. An empty name: none chosen. */
  gguf: GgufSettings;
  /** `YYYY-MM-DD`; empty: as the server says. */
  retiresOn: string;
}

export const emptyModel: ModelDraft = {
  preset: 'openai', name: '', baseUrl: '', apiKey: '', removeKey: false, inputPrice: 0, outputPrice: 0, hourlyPrice: 0, contextWindow: null, retiresOn: '',
  gguf: { file: '', adapter: null, adapterScale: 1, threads: 0, places: 2 },
};

export const draftOf = ({ provider, name, baseUrl, inputPrice, outputPrice, hourlyPrice, contextWindow, contextWindowFrom, retirement, gguf }: Model): ModelDraft => ({
  ...emptyModel, preset: presetOf({ provider, baseUrl }), name, baseUrl: baseUrl ?? '', inputPrice, outputPrice, hourlyPrice,
  contextWindow: contextWindowFrom === 'entered' ? contextWindow : null, retiresOn: retirement?.from === 'entered' ? retirement.on : '', gguf: gguf ? settingsOf(gguf) : emptyModel.gguf,
});

const settingsOf = ({ file, adapter, adapterScale, threads, places }: GgufSettings): GgufSettings => ({ file, adapter, adapterScale, threads, places });

const shared = ({ preset, name, baseUrl, inputPrice, outputPrice, hourlyPrice, contextWindow, retiresOn, gguf }: ModelDraft) => ({
  name: name.trim(), baseUrl: baseUrl.trim() || null, inputPrice, outputPrice, hourlyPrice, contextWindow, retiresOn: retiresOn || null, gguf: preset === 'gguf' ? gguf : null,
});

/** Is there enough to save it? */
export const isComplete = ({ preset, name, gguf }: ModelDraft): boolean => name.trim() !== '' && (preset !== 'gguf' || gguf.file !== '');

export const creationOf = (draft: ModelDraft): CallOf<typeof createModel> => ({ ...shared(draft), provider: presets[draft.preset].provider, apiKey: draft.apiKey.trim() || null });

/** The stored key is touched only when a new one is typed or the old one is to go. */
export function changeOf(id: string, draft: ModelDraft): CallOf<typeof changeModel> {
  const apiKey = draft.apiKey.trim();
  return { id, ...shared(draft), ...(apiKey ? { apiKey } : draft.removeKey ? { apiKey: null } : {}) };
}
