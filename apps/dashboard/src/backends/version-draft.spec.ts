import { describe, expect, it } from '@jest/globals';
import type { BackendVersion } from '#contracts';
import { draftFrom, hasThresholds, requestOf, trainedKey } from './version-draft.ts';

const backend = (kind: BackendVersion['kind']) => ({ id: 'b', kind });

describe('the draft of a backend version', () => {
  it('runs a prompt on the built-in encoder unless another model is chosen', () => {
    const request = requestOf(backend('prompt'), { ...draftFrom('prompt', undefined), must: 'Name the next step.\n\n', note: ' first ' }, []);
    expect(request).toMatchObject({ id: 'b', model: 'embedded/encoder', trainingRunId: null, note: 'first' });
    expect(request?.promptPack).toMatchObject({ must: ['Name the next step.'], examplesPerIntent: 10, thresholds: { answer: 0.35, clarify: 0.15 } });
  });

  it('cannot be sent before a model is chosen, or with thresholds the wrong way round', () => {
    expect(requestOf(backend('hybrid'), draftFrom('hybrid', undefined), [])).toBeNull();
    expect(requestOf(backend('prompt'), { ...draftFrom('prompt', undefined), answer: 20, clarify: 30 }, [])).toBeNull();
  });

  it('names the training run behind a trained model', () => {
    const run = { id: 'r7', number: 7 } as Parameters<typeof requestOf>[2][number];
    const request = requestOf(backend('fine_tuned'), { ...draftFrom('fine_tuned', undefined), model: trainedKey(7), instructions: 'unused' }, [run]);
    expect(request).toMatchObject({ model: 'embedded/intent@7', trainingRunId: 'r7', targetAccuracy: 0.95, promptPack: null });
  });

  it('takes thresholds of a trained model from the target, or as they are set by hand', () => {
    const trained = { ...draftFrom('hybrid', undefined), model: trainedKey(7) };
    const byTarget = requestOf(backend('hybrid'), { ...trained, target: 97, answer: 10, clarify: 20 }, []);
    expect([byTarget?.targetAccuracy, byTarget?.promptPack?.thresholds]).toEqual([0.97, null]);
    const byHand = requestOf(backend('fine_tuned'), { ...trained, byTarget: false, answer: 60, clarify: 20, instructions: 'unused' }, []);
    expect(byHand?.targetAccuracy).toBeNull();
    expect(byHand?.promptPack).toMatchObject({ instructions: '', useKnowledge: false, thresholds: { answer: 0.6, clarify: 0.2 } });
  });

  it('goes on from a version as it was: by hand or by target', () => {
    const version = (from: 'pack' | 'target') => ({ model: 'embedded/intent@7', state: 'ready', promptPack: null, thresholds: { answer: 0.5, clarify: 0.1, from, target: from === 'target' ? 0.9 : null, reached: true } }) as BackendVersion;
    expect(draftFrom('hybrid', version('pack'))).toMatchObject({ byTarget: false, answer: 50 });
    expect(draftFrom('hybrid', version('target'))).toMatchObject({ byTarget: true, target: 90 });
  });

  it('routes by topic once that is chosen, with nothing of its own, and goes on from a version that does', () => {
    const policy = { topics: [{ topic: 'refund', backendVersionId: 't' }], otherwise: 'p' };
    const version = { model: 'embedded/encoder', state: 'ready', promptPack: null, policy, thresholds: { answer: 0.35, clarify: 0.15, from: 'standard', target: null, reached: true } } as unknown as BackendVersion;
    const draft = draftFrom('hybrid', version);
    expect(requestOf(backend('hybrid'), { ...draft, instructions: 'kept, not sent', note: 'n' }, [])).toEqual({ id: 'b', model: 'embedded/encoder', promptPack: null, trainingRunId: null, targetAccuracy: null, note: 'n', policy });
    expect(requestOf(backend('hybrid'), { ...draft, otherwise: null }, [])).toBeNull();
    expect(requestOf(backend('hybrid'), { ...draft, byTopic: false }, [])).toBeNull();
    expect(requestOf(backend('hybrid'), { ...draft, byTopic: false, model: trainedKey(7) }, [])).not.toHaveProperty('policy');
  });

  it('leaves a tuned language model without pack and thresholds', () => {
    expect(hasThresholds('fine_tuned', 'openai/ft:ours')).toBe(false);
    expect(requestOf(backend('fine_tuned'), { ...draftFrom('fine_tuned', undefined), model: 'openai/ft:ours' }, [])?.promptPack).toBeNull();
  });
});
