import { Injectable } from '@nestjs/common';
import type { InputOf, Model, OptimizerSteps, ReplyOf, planOptimizer } from '#contracts';
import { Knowledge } from '#knowledge';
import { Catalogue } from '#models';
import { Database, Problem } from '#platform';
import { duplicateKey } from '#textmodels';
import { EvaluationCaseRow } from '../evaluations/evaluation-case.entity.ts';
import { EvaluationSetRow } from '../evaluations/evaluation-set.entity.ts';
import { readJudging, readSecondsPerAnswer, readStart, type StartContent } from './optimizer.sql.ts';
import { needsOf, type Needs } from './optimizer-plan.ts';
import { FEWEST_CASES, isEnough, splitCases, type SplitCases } from './split-cases.ts';

export interface Wish {
  versionId: string;
  setId: string;
  steps: OptimizerSteps;
  reflectionModel: string | null;
  seed: number;
}

export interface Prepared {
  start: StartContent & { promptPack: NonNullable<StartContent['promptPack']> };
  split: SplitCases;
  /** Of the cases of both halves, by `duplicateKey`. */
  questionKeys: string[];
  usesTokens: boolean;
  needs: Needs;
}

/** Where nothing was measured yet: the built-in engine on two cores, and a language model of middling size. */
const SECONDS = { embedded: 0.03, language_model: 2.5 };
const SECONDS_PER_REWRITE = 15;

/** What a run would learn from and what it would use, before it is begun. */
@Injectable()
export class OptimizerPlans {
  constructor(private readonly db: Database, private readonly knowledge: Knowledge, private readonly catalogue: Catalogue) {}

  /** @throws Problem `not_found`, `invalid_request`, `optimizer_set_frozen`, `optimizer_too_few_cases` */
  async plan(workspaceId: string, { versionId, setId, steps, tokenBudget, rolloutLimit, ...wish }: InputOf<typeof planOptimizer>): Promise<ReplyOf<typeof planOptimizer>> {
    const reflectionModel = wish.reflectionModel ?? null;
    const { start, split, usesTokens, needs } = await this.prepare(workspaceId, { versionId, setId, steps, reflectionModel, seed: 1 });
    const rollouts = rolloutLimit ?? needs.suggested.rolloutLimit;
    const tokens = tokenBudget ?? needs.suggested.tokenBudget;
    const engine = usesTokens ? 'language_model' : 'embedded';
    const perAnswer = (await this.db.inWorkspace(workspaceId, (tx) => readSecondsPerAnswer(tx, workspaceId, start.model))) ?? SECONDS[engine];
    const affordable = needs.perAnswer === 0 ? rollouts : Math.min(rollouts, Math.floor(tokens / needs.perAnswer));
    const rewrites = needs.perRewrite === 0 ? 0 : Math.min(rollouts / 10, tokens / needs.perRewrite);
    return {
      cases: sizesOf(split), engine, suggested: needs.suggested, leastTokens: needs.leastTokens,
      atMost: { tokens, rollouts, microUsd: await this.priceOf(workspaceId, [start.model, reflectionModel], tokens), seconds: affordable * perAnswer + rewrites * SECONDS_PER_REWRITE },
    };
  }

  /** @throws Problem as `plan` does */
  async prepare(workspaceId: string, wish: Wish): Promise<Prepared> {
    const { start, cases, judging } = await this.db.inWorkspace(workspaceId, async (tx) => {
      const [content, set] = [await readStart(tx, workspaceId, wish.versionId), await tx.findOneBy(EvaluationSetRow, { workspaceId, id: wish.setId })];
      if (!content || !set) throw new Problem('not_found');
      if (set.frozenAt !== null) throw new Problem('optimizer_set_frozen');
      return { start: content, cases: await tx.find(EvaluationCaseRow, { where: { workspaceId, setId: set.id }, order: { number: 'ASC' } }), judging: await readJudging(tx, workspaceId) };
    });
    const optimizable = checkStart(start);
    const usesTokens = !start.model.startsWith('embedded/');
    await this.checkReflection(workspaceId, wish);
    const split = splitCases(cases, judging, wish.seed);
    if (!isEnough(split)) throw new Problem('optimizer_too_few_cases', { detail: tooFew(split) });
    const index = await this.knowledge.freshIndexOf(workspaceId);
    const taken = new Set([...split.feedback, ...split.validation]);
    const questionKeys = [...new Set(cases.filter(({ id }) => taken.has(id)).map(({ question }) => duplicateKey(question)))];
    return { start: optimizable, split, questionKeys, usesTokens, needs: needsOf({ pack: optimizable.promptPack, usesTokens, steps: wish.steps, cases, validation: split.validation.length, index }) };
  }

  private async checkReflection(workspaceId: string, { steps, reflectionModel }: Wish): Promise<void> {
    if (steps === 'examples') return;
    if (reflectionModel === null) throw new Problem('invalid_request', { detail: 'Choose the model that rewrites the instructions.' });
    if (!(await this.catalogue.knows(workspaceId, reflectionModel))) throw new Problem('invalid_request', { detail: `There is no model "${reflectionModel}" in this workspace.` });
  }

  /** All tokens at the dearer price of the dearest model: more it cannot cost. */
  private async priceOf(workspaceId: string, keys: readonly (string | null)[], tokens: number): Promise<number | null> {
    const used = (await this.catalogue.list(workspaceId)).filter(({ key }) => keys.includes(key));
    const price = Math.max(0, ...used.flatMap(({ inputPrice, outputPrice }: Model) => [inputPrice, outputPrice]));
    return price === 0 ? null : tokens * price;
  }
}

const sizesOf = ({ feedback, validation, leftOut }: SplitCases): ReplyOf<typeof planOptimizer>['cases'] => ({ feedback: feedback.length, validation: validation.length, leftOut });

function checkStart({ promptPack, ...start }: StartContent): Prepared['start'] {
  if (start.routes) throw new Problem('invalid_request', { detail: 'A version that routes by topic has no prompt of its own. Optimise the versions that it routes to.' });
  if (promptPack === null || start.version.kind === 'fine_tuned') throw new Problem('invalid_request', { detail: 'A fine-tuned backend has no prompt that could be optimised.' });
  return { ...start, promptPack };
}

function tooFew({ feedback, validation, leftOut }: SplitCases): string {
  const have = feedback.length + validation.length;
  const out = leftOut === 0 ? '' : ` ${leftOut} more are left out because a frozen set asks nearly the same.`;
  const alike = have < FEWEST_CASES ? '' : ` Those that ask nearly the same stay together, which would leave ${feedback.length} to learn from and ${validation.length} to compare on: add other questions.`;
  return `An optimizer needs ${FEWEST_CASES} cases or more; this set has ${have}.${alike}${out}`;
}
