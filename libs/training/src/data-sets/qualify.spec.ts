import { describe, expect, it } from '@jest/globals';
import type { DataSetFilters } from '#contracts';
import { conversation, filters, minute, type Spoken } from './conversation.fixture.ts';
import { qualify } from './qualify.ts';
import type { Conversation, ConversationFacts, Line } from './turn.ts';
import { turnsOf } from './turns-of.ts';

const verdicts = (talk: Conversation, wish: Partial<DataSetFilters> = {}) => {
  const asked = filters(wish);
  return turnsOf(talk, asked.method, 0).map((turn) => qualify(turn, asked)).map((verdict) => (verdict.kind === 'qualifies' ? verdict.why : verdict.reason));
};
/** One question, and one answer of the assistant. */
const answered = (known: Partial<Line>, facts: Partial<ConversationFacts> = {}): Conversation => conversation(['visitor: Where is it?', ['assistant: On its way.', known]], { facts });
const agent: Spoken[] = ['visitor: Where is it?', 'agent: In Leeds.'];

describe('a turn teaches', () => {
  it.each<[string, Conversation, string]>([
    ['when an agent wrote the answer', conversation(agent), 'agent'],
    ['when the visitor liked it', answered({ thumb: 'up' }), 'thumbs_up'],
    ['when its conversation was rated 4 and resolved', answered({}, { csat: 4 }), 'csat'],
    ['when its conversation was rated 5 and helped', answered({}, { csat: 5, helped: true, thumbsDown: 1 }), 'csat'],
  ])('%s', (_, talk, why) => {
    expect(verdicts(talk)).toEqual([why]);
  });

  it('most by what agents say, then by thumbs, then by ratings', () => {
    const asked = filters();
    const weights = [conversation(agent), answered({ thumb: 'up' }), answered({}, { csat: 5 })].map((talk) => qualify(turnsOf(talk, 'answers', 0)[0]!, asked)).map((one) => (one.kind === 'qualifies' ? one.weight : 0));
    expect([...weights].sort((a, b) => b - a)).toEqual(weights);
    expect(new Set(weights).size).toBe(3);
  });
});

describe('a turn is left out', () => {
  it.each<[string, Conversation, string]>([
    ['when nobody said that it was good', answered({}), 'unrated'],
    ['when the rating was 3', answered({}, { csat: 3 }), 'unrated'],
    ['when the rating was 5 but a person had to help', answered({}, { csat: 5, handedOver: true }), 'unrated'],
    ['when the rating was 5 but another answer was disliked', answered({}, { csat: 5, thumbsDown: 1 }), 'unrated'],
    ['when it failed', answered({ thumb: 'up', state: 'failed', result: 'failed' }), 'unfinished'],
    ['when it was stopped', answered({ thumb: 'up', state: 'cancelled', result: 'stopped' }), 'unfinished'],
    ['when a budget was used up', answered({ thumb: 'up', result: 'budget' }), 'unfinished'],
    ['when a guard saw something in it', answered({ thumb: 'up', guarded: true }), 'guarded'],
    ['when it was made with a tool', answered({ thumb: 'up', usedTool: true }), 'used_tool'],
    ['when it broke off', answered({ thumb: 'up', state: 'interrupted', result: 'failed' }), 'unfinished'],
    ['when it asked back', answered({ thumb: 'up', result: 'clarified' }), 'asked_back'],
    ['when it offered a person', answered({ thumb: 'up', offersPerson: true }), 'escalated'],
    ['when a person was asked for right after', conversation(['visitor: One', ['assistant: A', { thumb: 'up' }]], { escalations: [minute(2)] }), 'escalated'],
    ['when it was disliked', answered({ thumb: 'down' }, { csat: 5, helped: true }), 'disliked'],
    ['when a fine-tuned backend wrote it', answered({ thumb: 'up', ownModel: true }, { csat: 5 }), 'own_model'],
    ['when its conversation was deleted', answered({ thumb: 'up' }, { erased: true }), 'erased'],
    ['when its experiment is under way', answered({ thumb: 'up' }, { inExperiment: true }), 'experiment'],
    ['when its visitor is kept out of experiments', answered({ thumb: 'up' }, { holdout: true }), 'holdout'],
  ])('%s', (_, talk, reason) => {
    expect(verdicts(talk)).toEqual([reason]);
  });

  it('when its sign is not asked for', () => {
    const signals = { agent: false, thumbsUp: false, csat: false };
    expect([conversation(agent), answered({ thumb: 'up' }), answered({}, { csat: 5 })].flatMap((talk) => verdicts(talk, { signals }))).toEqual(['unrated', 'unrated', 'unrated']);
  });
});

describe('a turn of an experiment under way, of the holdout or of replayed questions', () => {
  it('is marked where it is wanted', () => {
    const asked = filters({ experiments: 'mark', holdout: 'mark', traffic: 'replay' });
    const [turn] = turnsOf(answered({ thumb: 'up' }, { inExperiment: true, holdout: true, traffic: 'replay' }), 'answers', 0);
    expect(qualify(turn!, asked)).toMatchObject({ kind: 'qualifies', marks: ['experiment', 'holdout', 'replay'] });
  });
});

describe('thumbs and pairs', () => {
  it.each<[string, Conversation, string]>([
    ['liked', answered({ thumb: 'up' }), 'thumbs_up'], ['disliked', answered({ thumb: 'down' }), 'thumbs_down'], ['without a thumb', answered({}, { csat: 5 }), 'unrated'],
    ['liked, of a fine-tuned backend', answered({ thumb: 'up', ownModel: true }), 'own_model'], ['disliked, of a fine-tuned backend', answered({ thumb: 'down', ownModel: true }), 'thumbs_down'],
    ['liked and then handed over', answered({ thumb: 'up', offersPerson: true }), 'escalated'], ['failed', answered({ thumb: 'down', state: 'failed', result: 'failed' }), 'unfinished'],
  ])('take an answer that was %s as it is', (_, talk, why) => {
    expect(verdicts(talk, { method: 'thumbs' })).toEqual([why]);
  });

  it('take a disliked answer with an answer of an agent, and none without', () => {
    expect(verdicts(conversation(['visitor: One', ['assistant: A', { thumb: 'down' }], 'agent: B']), { method: 'pairs' })).toEqual(['rewrite']);
    expect(verdicts(answered({ thumb: 'down' }), { method: 'pairs' })).toEqual(['no_rewrite']);
    expect(verdicts(answered({ thumb: 'up' }), { method: 'pairs' })).toEqual([]);
  });

  it.each<[keyof Line, string]>([['guarded', 'guarded'], ['usedTool', 'used_tool']])('take nothing of a question whose answer was %s', (known, reason) => {
    const choices = [{ id: 'd', questionId: 'm0', leftText: 'L', rightText: 'R', result: 'left' as const, rater: 'alice' }];
    expect(verdicts(conversation(['visitor: One', ['assistant: A', { [known]: true, thumb: 'down' }], 'agent: B'], { choices }), { method: 'pairs' })).toEqual([reason, reason]);
  });

  it('take a strict choice between two drafts only', () => {
    const chosen = (result: 'left' | 'tie' | 'both_bad', rightText = 'R') => verdicts(conversation(['visitor: One'], { choices: [{ id: 'd', questionId: 'm0', leftText: 'L', rightText, result, rater: 'alice' }] }), { method: 'pairs' });
    expect([chosen('left'), chosen('tie'), chosen('both_bad'), chosen('left', '')]).toEqual([['duel'], ['undecided'], ['undecided'], ['undecided']]);
  });
});
