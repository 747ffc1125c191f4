import { describe, expect, it } from '@jest/globals';
import { changeOf, creationOf, emptyModel } from './model-draft.ts';

describe('the form of a language model', () => {
  it('keeps the stored key unless a new one is typed or it is to go', () => {
    expect(changeOf('m', emptyModel)).not.toHaveProperty('apiKey');
    expect(changeOf('m', { ...emptyModel, apiKey: ' sk-new ' })).toMatchObject({ apiKey: 'sk-new' });
    expect(changeOf('m', { ...emptyModel, removeKey: true })).toMatchObject({ apiKey: null });
  });

  it('sends an empty address and key as none', () => {
    expect(creationOf({ ...emptyModel, name: ' gpt-4.1-mini ' })).toEqual({
      provider: 'openai', name: 'gpt-4.1-mini', baseUrl: null, apiKey: null, inputPrice: 0, outputPrice: 0, hourlyPrice: 0,
    });
  });
});
