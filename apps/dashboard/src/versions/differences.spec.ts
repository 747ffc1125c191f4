import { describe, expect, it } from '@jest/globals';
import type { PromptPack } from '#contracts';
import { differencesOf, routing, type VersionFacts } from './differences.ts';

const pack: PromptPack = { instructions: 'Answer briefly.', tone: '', must: ['Name the next step.', 'Greet.'], never: [], examplesPerIntent: 10, exampleSeed: 1, useKnowledge: true, thresholds: { answer: 0.35, clarify: 0.15 } };
const facts = (more: Partial<PromptPack> = {}, rest: Partial<VersionFacts> = {}): VersionFacts =>
  ({ model: 'embedded/encoder', pack: { ...pack, ...more }, target: null, thresholds: more.thresholds ?? pack.thresholds, routes: null, ...rest });

describe('what changes between two versions', () => {
  it('is nothing for equal ones, whatever order their rules stand in', () => {
    expect(differencesOf(facts(), facts())).toEqual([]);
    expect(differencesOf(facts(), facts({ must: ['Greet.', 'Name the next step.'] }))).toEqual([]);
  });

  it('names texts by words, rules by entries, settings by both values', () => {
    const changed = differencesOf(facts(), facts({ instructions: 'Answer kindly.', must: ['Greet.', 'Thank.'], examplesPerIntent: null, useKnowledge: false, thresholds: { answer: 0.42, clarify: 0.155 } }));
    expect(changed).toEqual([
      { kind: 'text', name: 'Instructions', pieces: [{ kind: 'same', text: 'Answer ' }, { kind: 'gone', text: 'briefly' }, { kind: 'new', text: 'kindly' }, { kind: 'same', text: '.' }] },
      { kind: 'list', name: 'Always', gone: ['Name the next step.'], added: ['Thank.'], kept: 1 },
      { kind: 'setting', name: 'Articles', before: 'used', after: 'not used' },
      { kind: 'setting', name: 'Examples of each intent', before: '10', after: 'all' },
      { kind: 'setting', name: 'Answers', before: '35\u00a0%', after: '42\u00a0%' },
      { kind: 'setting', name: 'Asks back', before: '15\u00a0%', after: '15.5\u00a0%' },
    ]);
  });

  it('knows a trained model by its target, and leaves out thresholds that only saving will tell', () => {
    const trained = { model: 'embedded/intent@7', target: 0.95, thresholds: { answer: 0.6, clarify: 0.2 } };
    expect(differencesOf(facts({}, trained), facts({}, { ...trained, model: 'embedded/intent@8', target: 0.97, thresholds: null }))).toEqual([
      { kind: 'setting', name: 'Model', before: 'embedded/intent@7', after: 'embedded/intent@8' },
      { kind: 'setting', name: 'Right answers wished for', before: '95\u00a0%', after: '97\u00a0%' },
    ]);
  });

  it('names topics that another version answers, and says when a version stops to answer itself', () => {
    const before = routing(['refund: Tuned, version 1', 'Everything else: Prompt, version 2']);
    expect(differencesOf(before, routing(['refund: Tuned, version 2', 'Everything else: Prompt, version 2']))).toEqual([
      { kind: 'list', name: 'Who answers what', gone: ['refund: Tuned, version 1'], added: ['refund: Tuned, version 2'], kept: 1 },
    ]);
    expect(differencesOf(facts(), before)[0]).toEqual({ kind: 'setting', name: 'How it answers', before: 'By a model of its own', after: 'Route by topic' });
  });

  it('does not count a seed that draws nothing', () => {
    expect(differencesOf(facts({ examplesPerIntent: null }), facts({ examplesPerIntent: null, exampleSeed: 9 }))).toEqual([]);
    expect(differencesOf(facts(), facts({ exampleSeed: 9 }))).toHaveLength(1);
  });
});
