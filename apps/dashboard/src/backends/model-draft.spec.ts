import { describe, expect, it } from '@jest/globals';
import { changeOf, creationOf, draftOf, emptyModel, isComplete } from './model-draft.ts';
import { presetIds, presetOf, presets } from './model-presets.ts';

describe('the form of a language model', () => {
  it('keeps the stored key unless a new one is typed or it is to go', () => {
    expect(changeOf('m', emptyModel)).not.toHaveProperty('apiKey');
    expect(changeOf('m', { ...emptyModel, apiKey: ' sk-new ' })).toMatchObject({ apiKey: 'sk-new' });
    expect(changeOf('m', { ...emptyModel, removeKey: true })).toMatchObject({ apiKey: null });
  });

  it('sends an empty address and key as none', () => {
    expect(creationOf({ ...emptyModel, name: ' gpt-4.1-mini ' })).toEqual({
      provider: 'openai', name: 'gpt-4.1-mini', baseUrl: null, apiKey: null, inputPrice: 0, outputPrice: 0, hourlyPrice: 0, contextWindow: null, retiresOn: null, gguf: null,
    });
  });

  it('asks each known server by its own protocol, and knows a stored model again', () => {
    expect(presetIds.map((preset) => creationOf({ ...emptyModel, preset }).provider).filter((provider) => provider !== 'openai')).toEqual(['anthropic', 'ollama', 'gguf', 'langchain']);
    for (const id of presetIds.filter((one) => one !== 'compatible')) expect(presetOf({ provider: presets[id].provider, baseUrl: presets[id].baseUrl || null })).toBe(id);
    expect(presetOf({ provider: 'openai', baseUrl: 'https://models.example.com/v1' })).toBe('compatible');
  });

  it('keeps what the server said apart from what a person entered', () => {
    const stored = {
      id: 'm', key: 'openai/a', provider: 'openai', name: 'a', baseUrl: null, keyEnding: null, inputPrice: 0, outputPrice: 0, hourlyPrice: 0, contextWindow: 8_192, contextWindowFrom: 'server',
      retirement: { on: '2027-01-14', from: 'server', daysLeft: 9 }, lastTest: null, gguf: null, fromEnvironment: false, createdAt: '2026-01-01T00:00:00Z',
    } as const;
    expect(changeOf('m', draftOf(stored))).toMatchObject({ contextWindow: null, retiresOn: null });
    expect(changeOf('m', draftOf({ ...stored, contextWindowFrom: 'entered', retirement: { ...stored.retirement, from: 'entered' } }))).toMatchObject({ contextWindow: 8_192, retiresOn: '2027-01-14' });
  });

  it('asks for a file where a file is what runs, and sends it then only', () => {
    const gguf = { ...emptyModel.gguf, file: 'base.gguf', adapter: 'tone.gguf', adapterScale: 0.5 };
    expect(isComplete({ ...emptyModel, preset: 'gguf', name: 'tone' })).toBe(false);
    expect(isComplete({ ...emptyModel, preset: 'gguf', name: 'tone', gguf })).toBe(true);
    expect(isComplete({ ...emptyModel, name: 'gpt-4.1-mini' })).toBe(true);
    expect(creationOf({ ...emptyModel, preset: 'gguf', name: 'tone', gguf }).gguf).toEqual(gguf);
    expect(creationOf({ ...emptyModel, name: 'gpt-4.1-mini', gguf }).gguf).toBeNull();
  });
});
