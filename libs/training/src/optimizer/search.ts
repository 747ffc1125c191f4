import type { EvaluationCase, OptimizerEnd, OptimizerRefusals, OptimizerStep, OptimizerSteps, PromptPack } from '#contracts';
import type { Random } from '#textmodels';
import type { CaseScore } from './case-score.ts';
import { miniBatch, randomOf } from './mini-batch.ts';
import { mergePacks, packKey } from './mixed-packs.ts';
import { drawByWins, paretoFront, type ParetoFront } from './pareto-front.ts';
import type { Failure, Rewritten } from './rewrite.ts';

export type OptimizerCase = Pick<EvaluationCase, 'id' | 'question' | 'history' | 'expect' | 'reference'>;

export interface Candidate {
  /** From 0, the start. */
  number: number;
  parents: number[];
  step: OptimizerStep;
  pack: PromptPack;
  /** By the id of each validation case. */
  scores: Record<string, number>;
}

export interface Tried extends CaseScore {
  answer: string;
}

/** What a search needs of the world; everything that waits or costs. */
export interface SearchWorld {
  /** @throws Spent before an answer that might go beyond what is allowed */
  answer(pack: PromptPack, asked: OptimizerCase): Promise<Tried>;
  /** @throws Spent as well */
  rewrite(pack: PromptPack, failures: readonly Failure[]): Promise<Rewritten>;
  propose(pack: PromptPack, failed: readonly OptimizerCase[], random: Random): PromptPack;
  /** A candidate that stays: stored before anything else happens, with the number of the next step. */
  join(candidate: Candidate, nextStep: number): Promise<void>;
  /** A step that led to nothing; null where there was nothing to mend. */
  pass(nextStep: number, refused: keyof OptimizerRefusals | null): Promise<void>;
}

export interface SearchPlan {
  start: PromptPack;
  steps: OptimizerSteps;
  seed: number;
  feedback: readonly OptimizerCase[];
  validation: readonly OptimizerCase[];
}

/** Where a search stands; one that was broken off goes on from here. */
export interface SearchState {
  candidates: Candidate[];
  /** The next step, from 0. */
  step: number;
}

/** Tokens or tries are used up. */
export class Spent extends Error {
  constructor(readonly what: Extract<OptimizerEnd, 'tokens' | 'rollouts'>) {
    super(`no ${what} left`);
  }
}

/** Steps in a row that tried nothing new: everything within reach was seen. */
const MOST_IDLE = 100;

/**
 * Looks for better prompts until nothing is left to spend or to mend. A step draws a parent from the Pareto front, tries it
 * on a few feedback cases, and makes a proposal of what went wrong there; only one that does better on the same few cases is
 * tried on the validation cases, and joins.
 *
 * @see L. A. Agrawal et al. (2025), GEPA, arXiv 2507.19457, algorithm 1
 */
export class Search {
  private readonly known = new Map<string, Tried>();
  private idle = 0;

  constructor(private readonly plan: SearchPlan, private readonly world: SearchWorld, private readonly state: SearchState) {}

  async run(): Promise<OptimizerEnd> {
    try {
      if (this.state.candidates.length === 0) await this.join('start', [], this.plan.start);
      while (!this.nothingLeft()) await this.step();
      return 'nothing_left';
    } catch (error) {
      if (error instanceof Spent) return error.what;
      throw error;
    }
  }

  private nothingLeft(): boolean {
    const perfect = this.state.candidates.some((one) => meanScore(one) === 1);
    return perfect || this.idle >= MOST_IDLE || this.plan.feedback.length === 0;
  }

  private async step(): Promise<void> {
    const { plan: { seed, feedback }, state } = this;
    const step = state.step++;
    const random = randomOf(seed, step);
    const front = frontOf(state.candidates, this.plan.validation);
    const parent = state.candidates[drawByWins(front, random)]!;
    const batch = miniBatch(feedback, { seed, step });
    const before = this.known.size;
    const refused = await this.follow({ parent, front, batch, random, step });
    this.idle = this.known.size > before || refused === null ? 0 : this.idle + 1;
  }

  /** @returns why nothing came of it; null: a candidate has joined */
  private async follow({ parent, front, batch, random, step }: Drawn): Promise<keyof OptimizerRefusals | 'perfect' | null> {
    const tried = await this.tryAll(parent.pack, batch);
    // Nothing to learn from: the next few cases may show something.
    if (tried.every(({ score }) => score === 1)) return this.pass('perfect');
    const proposal = await this.propose({ parent, front, batch, random, step }, tried);
    if ('refused' in proposal) return this.pass(proposal.refused);
    if (this.seen(proposal.pack)) return this.pass('unchanged');
    const after = await this.tryAll(proposal.pack, batch);
    if (!improves(tried, after)) return this.pass('notBetter');
    await this.join(proposal.step, proposal.parents, proposal.pack);
    return null;
  }

  private async propose(drawn: Drawn, tried: readonly Tried[]): Promise<Proposal> {
    const { parent, front, batch, random, step } = drawn;
    const rewrites = this.plan.steps === 'examples_and_instructions';
    const partner = rewrites && step % MERGE_EVERY === MERGE_EVERY - 1 ? this.partnerOf(parent, front, random) : null;
    if (partner) return { step: 'merge', parents: [parent.number, partner.number], pack: mergePacks(parent.pack, partner.pack) };
    const failed = batch.flatMap((one, at) => (tried[at]!.score < 1 ? [{ ...one, ...tried[at]! }] : []));
    if (rewrites && step % 2 === 0) {
      const rewritten = await this.world.rewrite(parent.pack, failed);
      return 'refused' in rewritten ? rewritten : { step: 'instructions', parents: [parent.number], pack: { ...parent.pack, instructions: rewritten.instructions } };
    }
    return { step: 'examples', parents: [parent.number], pack: this.world.propose(parent.pack, failed, random) };
  }

  /** Another member of the front that was told and is shown something else, drawn by its wins. */
  private partnerOf(parent: Candidate, { members, wins }: ParetoFront, random: Random): Candidate | null {
    const { candidates } = this.state;
    const others = members.filter((number) => {
      const { pack } = candidates[number]!;
      const mixed = packKey(mergePacks(parent.pack, pack));
      return mixed !== packKey(parent.pack) && mixed !== packKey(pack);
    });
    return others.length === 0 ? null : candidates[drawByWins({ members: others, wins }, random)]!;
  }

  private seen(pack: PromptPack): boolean {
    const key = packKey(pack);
    return this.state.candidates.some((one) => packKey(one.pack) === key);
  }

  private async pass(refused: keyof OptimizerRefusals | 'perfect'): Promise<keyof OptimizerRefusals | 'perfect'> {
    await this.world.pass(this.state.step, refused === 'perfect' ? null : refused);
    return refused;
  }

  private async join(step: OptimizerStep, parents: number[], pack: PromptPack): Promise<void> {
    const { validation } = this.plan;
    const tried = await this.tryAll(pack, validation);
    const candidate = { number: this.state.candidates.length, parents, step, pack, scores: Object.fromEntries(validation.map(({ id }, at) => [id, tried[at]!.score])) };
    await this.world.join(candidate, this.state.step);
    this.state.candidates.push(candidate);
  }

  private async tryAll(pack: PromptPack, cases: readonly OptimizerCase[]): Promise<Tried[]> {
    const tried: Tried[] = [];
    const key = packKey(pack);
    for (const one of cases) {
      const known = this.known.get(`${one.id} ${key}`) ?? await this.world.answer(pack, one);
      this.known.set(`${one.id} ${key}`, known);
      tried.push(known);
    }
    return tried;
  }
}

/** Each so many steps two members of the front are merged, where they have something to give each other. */
const MERGE_EVERY = 5;

interface Drawn {
  parent: Candidate;
  front: ParetoFront;
  batch: readonly OptimizerCase[];
  random: Random;
  step: number;
}

type Proposal = { step: OptimizerStep; parents: number[]; pack: PromptPack } | { refused: keyof OptimizerRefusals };

/** The sum over the same cases has to grow: as good is not enough to be worth the validation cases. */
export const improves = (before: readonly CaseScore[], after: readonly CaseScore[]): boolean => sumOf(after) > sumOf(before) + 1e-9;
const sumOf = (scores: readonly CaseScore[]): number => scores.reduce((sum, { score }) => sum + score, 0);

export function meanScore({ scores }: Pick<Candidate, 'scores'>): number {
  const all = Object.values(scores);
  return all.length === 0 ? 0 : all.reduce((sum, score) => sum + score, 0) / all.length;
}

/** Cases that were deleted meanwhile do not count any more. */
export function frontOf(candidates: readonly Pick<Candidate, 'scores'>[], cases: readonly { id: string }[]): ParetoFront {
  return paretoFront(candidates.map(({ scores }) => cases.map(({ id }) => scores[id] ?? 0)));
}
