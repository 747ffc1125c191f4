import { Injectable } from '@nestjs/common';
import { csvTable } from '#analytics';
import type { EvaluationAnswer, EvaluationCase, InputOf, ReplyOf, listEvaluationAnswers, readEvaluationWins } from '#contracts';
import { Database, Problem } from '#platform';
import { In, type EntityManager } from 'typeorm';
import { EvaluationCaseRow } from './evaluation-case.entity.ts';
import { caseOf } from './evaluation-sets.sql.ts';
import { EvaluationRow } from './evaluation.entity.ts';
import { readAnswers, readComparisons, readEvaluatedIds } from './evaluations.sql.ts';
import { agreementOf, winsOf } from './gate/wins.ts';

type Evaluated = ReplyOf<typeof listEvaluationAnswers>['items'][number];

const MOST_CASES = 2_000;

/** What both versions said to each case of an evaluation, and what was thought of it. */
@Injectable()
export class EvaluationAnswers {
  constructor(private readonly db: Database) {}

  /** @throws Problem `not_found` */
  list(workspaceId: string, { id, only, kind, after, limit }: InputOf<typeof listEvaluationAnswers>): Promise<ReplyOf<typeof listEvaluationAnswers>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { setId } = await known(tx, workspaceId, id);
      const { ids, total } = await readEvaluatedIds(tx, workspaceId, { evaluationId: id, setId, only, kind: kind ?? null, after, limit: limit + 1 });
      const items = await evaluated(tx, workspaceId, id, ids.slice(0, limit));
      return { items, total, next: ids.length > limit ? items.at(-1)!.case.number : null };
    });
  }

  /** @throws Problem `not_found` */
  wins(workspaceId: string, id: string): Promise<ReplyOf<typeof readEvaluationWins>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await known(tx, workspaceId, id);
      const comparisons = await readComparisons(tx, workspaceId, id);
      return { model: winsOf(comparisons.filter(({ by }) => by === 'model')), people: winsOf(comparisons.filter(({ by }) => by === 'person')), agreement: agreementOf(comparisons) };
    });
  }

  /** A row for each case. @throws Problem `not_found` */
  csv(workspaceId: string, id: string): Promise<string> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { setId } = await known(tx, workspaceId, id);
      const { ids } = await readEvaluatedIds(tx, workspaceId, { evaluationId: id, setId, only: 'all', kind: null, after: 0, limit: MOST_CASES });
      return csvTable((await evaluated(tx, workspaceId, id, ids)).map(rowOf));
    });
  }
}

async function known(tx: EntityManager, workspaceId: string, id: string): Promise<EvaluationRow> {
  const row = await tx.findOneBy(EvaluationRow, { workspaceId, id });
  if (!row) throw new Problem('not_found');
  return row;
}

async function evaluated(tx: EntityManager, workspaceId: string, id: string, caseIds: readonly string[]): Promise<Evaluated[]> {
  const [rows, answers, comparisons] = [
    await tx.find(EvaluationCaseRow, { where: { workspaceId, id: In([...caseIds]) }, order: { number: 'ASC' } }),
    await readAnswers(tx, workspaceId, id, caseIds), await readComparisons(tx, workspaceId, id, caseIds),
  ];
  return rows.map((row) => ({
    case: caseOf(row), candidate: answers.get(row.id)?.candidate ?? null, baseline: answers.get(row.id)?.baseline ?? null,
    comparisons: comparisons.filter(({ caseId }) => caseId === row.id).map(({ rater: _, leftSide: __, ...comparison }) => comparison),
  }));
}

function rowOf({ case: { number, kind, question, expect, reference }, candidate, baseline, comparisons }: Evaluated): Record<string, string | number | null> {
  const judged = comparisons.find(({ by }) => by === 'model');
  return {
    number, kind, question, facts: factsOf({ expect }), must_not: expect.mustNot.join(' | '), reference, ...columnsOf('candidate', candidate), ...columnsOf('baseline', baseline),
    judge: judged?.result ?? null, judge_reason: judged?.reason ?? null,
    people_candidate: comparisons.filter(({ by, result }) => by === 'person' && result === 'candidate').length, people_baseline: comparisons.filter(({ by, result }) => by === 'person' && result === 'baseline').length,
  };
}

const factsOf = ({ expect }: Pick<EvaluationCase, 'expect'>): string => expect.facts.map((wordings) => wordings.join(' / ')).join(' | ');

const columnsOf = (side: string, answer: EvaluationAnswer | null): Record<string, string | number | null> => ({
  [side]: answer?.text ?? null, [`${side}_result`]: answer?.result ?? null, [`${side}_faults`]: answer?.faults.map(({ code, detail }) => `${code}: ${detail}`).join(' | ') ?? null,
  [`${side}_total_ms`]: answer ? Math.round(answer.totalMs) : null, [`${side}_cost_micro_usd`]: answer?.costMicroUsd ?? null,
});
