import { describe, expect, it } from '@jest/globals';
import { DataSetFilters, type DataSet } from '#contracts';
import { OWN, emptyDraft, isComplete, learnable, wishOf, type FineTuneDraft } from './draft.ts';

const ID = '0198c0de-0000-7000-8000-000000000000';
const draft: FineTuneDraft = { ...emptyDraft(ID), baseModel: ' small-8b ', baseUrl: ' http://127.0.0.1:8000/v1 ', apiKey: ' sk-1 ', suffix: 'shop' };
const set = (method: DataSet['filters']['method'], state: DataSet['state'] = 'done') => ({ filters: DataSetFilters.parse({ method }), state }) as DataSet;

describe('the form of a fine-tune', () => {
  it('sends address and key that were entered, without the spaces around them', () => {
    expect(wishOf(draft)).toMatchObject({ dataSetId: ID, baseModel: 'small-8b', baseUrl: 'http://127.0.0.1:8000/v1', apiKey: 'sk-1', suffix: 'shop' });
  });

  it('sends nothing of an entered key when a model of the catalogue has one', () => {
    const wish = wishOf({ ...draft, connection: ID });
    expect(wish).toMatchObject({ connectionModelId: ID });
    expect(Object.keys(wish)).not.toEqual(expect.arrayContaining(['apiKey']));
  });

  it('sends of training elsewhere no address, and of the built-in trainer no data set', () => {
    expect(Object.keys(wishOf({ ...draft, provider: 'manual' }))).not.toEqual(expect.arrayContaining(['baseUrl']));
    expect(Object.keys(wishOf({ ...draft, provider: 'embedded' })).sort()).toEqual(['backendIds', 'note', 'parameters', 'provider']);
  });

  it.each<[string, Partial<FineTuneDraft>, boolean]>([
    ['everything is there', {}, true], ['no data set is chosen', { dataSetId: null }, false], ['no base model is named', { baseModel: ' ' }, false], ['no address is entered', { baseUrl: '' }, false],
    ['a model lends its address', { baseUrl: '', connection: ID }, true], ['the suffix has a space', { suffix: 'my shop' }, false], ['it trains elsewhere', { provider: 'manual', baseUrl: '', connection: OWN }, true],
    ['the built-in trainer needs nothing', { ...emptyDraft(null), provider: 'embedded' }, true],
  ])('is complete or not: %s', (_when, change, complete) => {
    expect(isComplete({ ...draft, ...change })).toBe(complete);
  });

  it('offers the data sets that the provider can learn from', () => {
    const sets = [set('answers'), set('pairs'), set('thumbs'), set('answers', 'running')];
    expect((['embedded', 'openai', 'manual'] as const).map((provider) => learnable(sets, provider).length)).toEqual([0, 2, 3]);
  });
});
