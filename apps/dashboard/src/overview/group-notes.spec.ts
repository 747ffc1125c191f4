import { describe, expect, it } from '@jest/globals';
import { groupNotes } from './group-notes.ts';

const experiment = (name: string, traffic: 'live' | 'replay', ...ids: string[]) => ({ name, traffic, variants: ids.map((id) => ({ id })) });
const groups = [{ variantId: 'a' }, { variantId: 'b' }, { variantId: null }];

describe('the notes beside variants on the overview', () => {
  it('are not there when all variants are of one experiment', () => {
    expect(groupNotes(groups, [experiment('Tone', 'live', 'a', 'b')])).toEqual([undefined, undefined, undefined]);
  });

  it('say whose traffic it was when that tells the experiments apart', () => {
    expect(groupNotes(groups, [experiment('Tone', 'live', 'a'), experiment('Tone', 'replay', 'b')])).toEqual(['live', 'replayed', undefined]);
  });

  it('name the experiment when both count the same traffic', () => {
    expect(groupNotes(groups, [experiment('Tone', 'live', 'a'), experiment('Model', 'live', 'b')])).toEqual(['Tone', 'Model', undefined]);
  });
});
