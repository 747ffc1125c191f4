import { describe, expect, it } from '@jest/globals';
import type { PromptPack } from '#contracts';
import { draftFrom } from '../../backends/version-draft.ts';
import type { KnownVersion } from '../use-versions.ts';
import { askingOf, columnKey, draftsIn, isEmbedded, nextDraft, readColumns } from './columns.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const pack: PromptPack = { instructions: 'Help.', tone: '', must: [], never: [], examplesPerIntent: null, exampleSeed: 1, useKnowledge: true, thresholds: { answer: 0.3, clarify: 0.1 } };
const version = { id, backendId: 'b', backendName: 'Prompt', kind: 'prompt', number: 2, state: 'ready', engine: 'language_model', model: 'openai/small', promptPack: pack, policy: null, thresholds: { answer: 0.3, clarify: 0.1, from: 'pack', target: null, reached: true }, labels: [] } as unknown as KnownVersion;
const column = { versionId: id, model: null, draft: null };

describe('the columns of a playground', () => {
  it('stand in the address and come back from it, each once, without what is none', () => {
    const columns = [column, { ...column, model: 'openai/a~b' }, { ...column, draft: 3 }, { ...column, model: 'openai/c', draft: 12 }];
    expect(readColumns(columns.map(columnKey))).toEqual(columns);
    expect(readColumns(['nothing', id, id, ''])).toEqual([column]);
    expect(readColumns(Array.from({ length: 9 }, (_, at) => `${id}*${at}`))).toHaveLength(4);
    expect(nextDraft(columns)).toBe(13);
  });

  it('ask the version itself, its prompt on another model, or the draft', () => {
    expect(askingOf(column, version, {}, [])).toEqual({ backendVersionId: id });
    expect(askingOf({ ...column, model: 'openai/small' }, version, {}, [])).toEqual({ backendVersionId: id });
    expect(askingOf({ ...column, model: 'openai/large' }, version, {}, [])).toEqual({ draft: { backendId: 'b', model: 'openai/large', promptPack: pack, trainingRunId: null } });
    const draft = { ...draftFrom('prompt', version), instructions: 'Rhyme.' };
    expect(askingOf({ ...column, draft: 1 }, version, { 1: draft }, [])?.draft?.promptPack?.instructions).toBe('Rhyme.');
    expect(askingOf({ ...column, draft: 1 }, version, { 1: { ...draft, instructions: '{{unheard_of}}' } }, [])).toBeNull();
    expect(askingOf(column, { ...version, state: 'untrained' }, {}, [])).toBeNull();
  });

  it('keep the drafts that stand in one of them, so that none comes back under a number that is used again', () => {
    const drafts = { 1: draftFrom('prompt', version), 2: { ...draftFrom('prompt', version), instructions: 'Rhyme.' } };
    const columns = [column, { ...column, draft: 1 }];
    expect(nextDraft(columns)).toBe(2);
    expect(draftsIn(columns, drafts)).toEqual({ 1: drafts[1] });
    expect(draftsIn([column], drafts)).toEqual({});
  });

  it('know which of them the built-in engine answers', () => {
    expect(isEmbedded({ backendVersionId: id }, version)).toBe(false);
    expect(isEmbedded({ draft: { backendId: 'b', model: 'embedded/encoder', promptPack: pack } }, version)).toBe(true);
  });
});
