import { describe, expect, it } from '@jest/globals';
import { Expectation, type OptimizerEnd, type OptimizerSteps, type PromptPack } from '#contracts';
import { improves, meanScore, Search, Spent, type Candidate, type OptimizerCase, type SearchPlan, type SearchState, type SearchWorld } from './search.ts';

const start: PromptPack = { instructions: '', tone: '', must: [], never: [], examplesPerIntent: 1, exampleSeed: 1, useKnowledge: true, thresholds: null };
const caseOf = (id: string): OptimizerCase => ({ id, question: id, history: [], expect: Expectation.parse({}), reference: null });
const cases = (prefix: string, count: number): OptimizerCase[] => Array.from({ length: count }, (_, at) => caseOf(`${prefix}${at}`));
const planOf = (steps: OptimizerSteps, more: Partial<SearchPlan> = {}): SearchPlan => ({ start, steps, seed: 3, feedback: cases('f', 12), validation: cases('v', 12), ...more });

/** Case n is right once the instructions hold its rest by four, or as many examples are shown as its number asks for. */
const scoreOf = ({ instructions, examplesPerIntent }: PromptPack, { id }: OptimizerCase): number => {
  const number = Number(id.slice(1));
  return Number(instructions.includes(String(number % 4))) * 0.5 + Number((examplesPerIntent ?? 99) > number) * 0.5;
};

interface Played {
  end: OptimizerEnd;
  candidates: Candidate[];
  answers: number;
}

/** Plays a search in a world where more examples and each new digit help. @param breakAt stops it after so many answers, as a crash would */
async function play(plan: SearchPlan, { limit = 2_000, breakAt = Infinity }: { limit?: number; breakAt?: number } = {}, state: SearchState = { candidates: [], step: 0 }): Promise<Played> {
  const stored: SearchState = { candidates: [...state.candidates], step: state.step };
  let answers = 0;
  const world: SearchWorld = {
    answer(pack, one) {
      if (answers >= breakAt) return Promise.reject(new Error('crash'));
      if (answers >= limit) return Promise.reject(new Spent('rollouts'));
      answers++;
      return Promise.resolve({ score: scoreOf(pack, one), faults: [], answer: '' });
    },
    rewrite: (pack, failures) => Promise.resolve(failures.length === 0 ? { refused: 'unreadable' } : { instructions: `${pack.instructions}${pack.instructions.length % 4}` }),
    propose: (pack, _failed, random) => ({ ...pack, examplesPerIntent: Math.ceil(random() * 14) }),
    join: (candidate, step) => { stored.candidates.push(candidate); stored.step = step; return Promise.resolve(); },
    pass: (step) => { stored.step = step; return Promise.resolve(); },
  };
  try {
    const end = await new Search(plan, world, { candidates: [...stored.candidates], step: stored.step }).run();
    return { end, candidates: stored.candidates, answers };
  } catch {
    return play(plan, { limit }, stored);
  }
}
const bestOf = (candidates: readonly Candidate[]): number => Math.max(...candidates.map(meanScore));

describe('a search for better prompts', () => {
  it('begins with the prompt as it is', async () => {
    const { candidates } = await play(planOf('examples'), { limit: 12 });
    expect(candidates).toEqual([{ number: 0, parents: [], step: 'start', pack: start, scores: expect.objectContaining({ v0: 0.5, v1: 0 }) }]);
  });

  it('finds better examples, and touches nothing else', async () => {
    const { candidates, end } = await play(planOf('examples'));
    expect(end).toBe('nothing_left');
    expect(bestOf(candidates)).toBe(0.5);
    expect(candidates.every(({ pack, step }) => pack.instructions === '' && ['start', 'examples'].includes(step))).toBe(true);
  });

  it('mends instructions and examples, merges them, and ends when all is well', async () => {
    const { candidates, end } = await play(planOf('examples_and_instructions'));
    expect([end, bestOf(candidates)]).toEqual(['nothing_left', 1]);
    expect(new Set(candidates.map(({ step }) => step)).size).toBeGreaterThanOrEqual(3);
  });

  it('keeps only what did better than its parent on a case that it learns from, and nothing twice', async () => {
    const { candidates } = await play(planOf('examples_and_instructions'));
    for (const { pack, parents: [parent] } of candidates.slice(1)) {
      expect(cases('f', 12).some((one) => scoreOf(pack, one) > scoreOf(candidates[parent!]!.pack, one))).toBe(true);
    }
    expect(new Set(candidates.map(({ pack }) => JSON.stringify(pack))).size).toBe(candidates.length);
  });

  it.each([13, 40, 95])('goes on after a crash at answer %i to the same candidates', async (breakAt) => {
    const whole = await play(planOf('examples_and_instructions'));
    const broken = await play(planOf('examples_and_instructions'), { breakAt });
    expect(broken.candidates.map(({ pack, scores }) => [pack, scores])).toEqual(whole.candidates.map(({ pack, scores }) => [pack, scores]));
  });

  it('never tries more than it may, and keeps what it has found by then', async () => {
    for (const limit of [5, 12, 30, 60]) {
      const { answers, end, candidates } = await play(planOf('examples'), { limit });
      expect([answers <= limit, end, candidates.length > 0]).toEqual([true, 'rollouts', limit >= 12]);
    }
  });

  it('has nothing to do where every answer is as expected, or no case is left to learn from', async () => {
    expect(await play(planOf('examples', { validation: cases('v', 1), feedback: cases('f', 2), start: { ...start, instructions: '0123' } }))).toMatchObject({ end: 'nothing_left', answers: 1 });
    expect(await play(planOf('examples', { feedback: [] }))).toMatchObject({ end: 'nothing_left', answers: 12 });
  });
});

describe('the acceptance of a proposal', () => {
  const scored = (...scores: number[]) => scores.map((score) => ({ score, faults: [] }));
  it('takes more than before on the same cases; as much is not enough', () => {
    expect(improves(scored(0, 1), scored(1, 0.5))).toBe(true);
    expect(improves(scored(0, 1), scored(1, 0))).toBe(false);
    expect(improves(scored(1, 0.5), scored(0.5, 0.5))).toBe(false);
  });
});
