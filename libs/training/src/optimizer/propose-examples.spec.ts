import { describe, expect, it } from '@jest/globals';
import { Expectation, type PromptPack } from '#contracts';
import { seededRandom } from '#textmodels';
import { mergePacks, packKey } from './mixed-packs.ts';
import { proposeExamples, teaching, withoutRepeats, type Shelf } from './propose-examples.ts';

const pack: PromptPack = { instructions: 'Help.', tone: '', must: [], never: [], examplesPerIntent: 1, exampleSeed: 1, useKnowledge: true, thresholds: null };
const shelf: Shelf = {
  examples: [
    { id: 'e1', text: 'When is my money back?', intent: 'refund' }, { id: 'e2', text: 'Did my refund arrive at the bank?', intent: 'refund' }, { id: 'e3', text: 'Where is the parcel?', intent: 'delivery' },
    { id: 'e4', text: 'What is the weather?', intent: null },
  ],
  intents: new Map([
    ['refund', { label: 'Refund', answer: 'Within five days.', articleSlugs: [] }], ['delivery', { label: 'Delivery', answer: 'It is on its way.', articleSlugs: [] }],
  ]),
};
const refund = { question: 'Has the refund come to my bank?', expect: Expectation.parse({ facts: [['five days']] }) };

describe('examples for cases that failed', () => {
  it('are those whose approved answer passes, the likest first', () => {
    expect(teaching(refund, shelf)).toEqual(['Did my refund arrive at the bank?', 'When is my money back?']);
    expect(teaching({ question: 'parcel', expect: Expectation.parse({ intent: 'delivery' }) }, shelf)).toEqual(['Where is the parcel?']);
    expect(teaching({ question: 'Rain?', expect: Expectation.parse({ abstain: true }) }, shelf)).toEqual(['What is the weather?']);
    expect(teaching({ question: 'Rain?', expect: Expectation.parse({ facts: [['tomorrow']] }) }, shelf)).toEqual([]);
  });

  it('are never what a case asks itself', () => {
    expect(withoutRepeats(shelf, ['where is the parcel']).examples.map(({ text }) => text)).not.toContain('Where is the parcel?');
  });

  it('are pinned with room for all of them, or others are drawn; instructions stay', () => {
    const random = seededRandom(4);
    const proposals = Array.from({ length: 200 }, () => proposeExamples({ pack, failed: [refund], shelf, embedded: true, random }));
    const pinned = proposals.filter(({ pinnedExamples = [] }) => pinnedExamples.length > 0);
    expect(pinned.length).toBeGreaterThan(50);
    for (const { pinnedExamples, examplesPerIntent } of pinned) expect(examplesPerIntent).toBe(pinnedExamples!.length);
    expect(new Set(proposals.map(({ examplesPerIntent }) => examplesPerIntent)).size).toBeGreaterThan(4);
    for (const { thresholds } of proposals) if (thresholds) expect(thresholds.clarify).toBeLessThanOrEqual(thresholds.answer);
    expect(proposals.every(({ instructions }) => instructions === 'Help.')).toBe(true);
  });

  it('leave thresholds alone where a language model decides', () => {
    const random = seededRandom(4);
    expect(Array.from({ length: 200 }, () => proposeExamples({ pack, failed: [], shelf, embedded: false, random })).every(({ thresholds }) => thresholds === null)).toBe(true);
  });
});

describe('two prompts', () => {
  it('merge to the instructions of one and the examples of the other', () => {
    const other: PromptPack = { ...pack, instructions: 'Better.', examplesPerIntent: null, exampleSeed: 7, pinnedExamples: ['a'] };
    expect(mergePacks(other, pack)).toMatchObject({ instructions: 'Better.', examplesPerIntent: 1, exampleSeed: 1 });
    expect(packKey(mergePacks(other, other))).toBe(packKey(other));
    expect(packKey(mergePacks(pack, pack))).toBe(packKey(pack));
  });
});
