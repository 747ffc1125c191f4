import type { CallOf, Model, Provider, changeModel, createModel } from '#contracts';

/** A language model as it stands in the form. */
export interface ModelDraft {
  provider: Provider;
  name: string;
  baseUrl: string;
  /** Typed now; an empty one keeps what is stored. */
  apiKey: string;
  removeKey: boolean;
  inputPrice: number;
  outputPrice: number;
  hourlyPrice: number;
}

export const emptyModel: ModelDraft = { provider: 'openai', name: '', baseUrl: '', apiKey: '', removeKey: false, inputPrice: 0, outputPrice: 0, hourlyPrice: 0 };

export const draftOf = ({ provider, name, baseUrl, inputPrice, outputPrice, hourlyPrice }: Model): ModelDraft =>
  ({ ...emptyModel, provider, name, baseUrl: baseUrl ?? '', inputPrice, outputPrice, hourlyPrice });

const shared = ({ name, baseUrl, inputPrice, outputPrice, hourlyPrice }: ModelDraft) =>
  ({ name: name.trim(), baseUrl: baseUrl.trim() || null, inputPrice, outputPrice, hourlyPrice });

export const creationOf = (draft: ModelDraft): CallOf<typeof createModel> => ({ ...shared(draft), provider: draft.provider, apiKey: draft.apiKey.trim() || null });

/** The stored key is touched only when a new one is typed or the old one is to go. */
export function changeOf(id: string, draft: ModelDraft): CallOf<typeof changeModel> {
  const apiKey = draft.apiKey.trim();
  return { id, ...shared(draft), ...(apiKey ? { apiKey } : draft.removeKey ? { apiKey: null } : {}) };
}
