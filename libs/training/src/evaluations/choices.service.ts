import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BlindChoices, BlindPair, EvaluationAnswer, EvaluationComparison, EvaluationSide, InputOf, makeBlindChoice, nextBlindChoice } from '#contracts';
import { Database, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { countChoices, deleteLastChoice, insertChoice, isOpenPair, nextPair } from './choices.sql.ts';
import { EvaluationCaseRow } from './evaluation-case.entity.ts';
import { EvaluationRow } from './evaluation.entity.ts';
import { readAnswers } from './evaluations.sql.ts';
import { Evaluations } from './evaluations.service.ts';
import { Verdicts } from './verdicts.ts';

interface Rater {
  workspaceId: string;
  id: string;
}

/** People's blind choices between the answers of two versions. */
@Injectable()
export class BlindChoosing {
  constructor(private readonly db: Database, private readonly verdicts: Verdicts, private readonly evaluations: Evaluations) {}

  /** @throws Problem `not_found` */
  next({ workspaceId, id: rater }: Rater, { id, skip }: InputOf<typeof nextBlindChoice>): Promise<BlindChoices> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const row = await tx.findOneBy(EvaluationRow, { workspaceId, id });
      if (!row) throw new Problem('not_found');
      return deskOf(tx, row, rater, skip);
    });
  }

  /**
   * Choosing a case twice counts once. The gate looks again after each choice and ends the evaluation with the last one
   * it waits for: who goes on until the result pleases decides nothing.
   *
   * @throws Problem `not_found` for an evaluation or a pair that nobody can choose from, `evaluation_over`
   */
  async choose(who: Rater, { id, caseId, result }: InputOf<typeof makeBlindChoice>): Promise<BlindChoices> {
    const { workspaceId, id: rater } = who;
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = await lockOpen(tx, workspaceId, id);
      if (!(await isOpenPair(tx, workspaceId, { evaluationId: id, rater, caseId }))) return;
      const { candidate, baseline } = (await readAnswers(tx, workspaceId, id, [caseId])).get(caseId) ?? {};
      if (!candidate || !baseline) return;
      const leftSide = leftSideFor(row.id, rater, caseId);
      await insertChoice(tx, workspaceId, { evaluationId: id, rater, caseId, leftSide, result: unblind(result, leftSide), candidateLength: [...candidate.text].length, baselineLength: [...baseline.text].length });
    });
    await this.lookAgain(workspaceId, id);
    return this.next(who, { id, skip: 0 });
  }

  /** @throws Problem `not_found`, `evaluation_over`, `nothing_chosen` */
  async undo(who: Rater, id: string): Promise<BlindChoices> {
    const { workspaceId, id: rater } = who;
    await this.db.inWorkspace(workspaceId, async (tx) => {
      await lockOpen(tx, workspaceId, id);
      if (!(await deleteLastChoice(tx, workspaceId, { evaluationId: id, rater }))) throw new Problem('nothing_chosen');
    });
    await this.lookAgain(workspaceId, id);
    return this.next(who, { id, skip: 0 });
  }

  private async lookAgain(workspaceId: string, id: string): Promise<void> {
    const before = await this.evaluations.read(workspaceId, id);
    if (before.state === 'choosing') this.evaluations.tell(workspaceId, await this.verdicts.conclude(workspaceId, id));
  }
}

/** Once its own judge has spoken, people's choices only tell how far they agree with a model; people do not judge twice. */
const isOpen = ({ state, judge }: EvaluationRow): boolean => state === 'choosing' || (state === 'done' && judge.kind === 'model');

async function lockOpen(tx: EntityManager, workspaceId: string, id: string): Promise<EvaluationRow> {
  const row = await tx.findOne(EvaluationRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Problem('not_found');
  if (!isOpen(row)) throw new Problem('evaluation_over');
  return row;
}

/** Drawn by the ids, so that a page that is loaded again shows the same sides, and nobody can ask until they suit. */
function leftSideFor(evaluationId: string, rater: string, caseId: string): EvaluationSide {
  const first = createHash('sha256').update(`${evaluationId} ${rater} ${caseId}`).digest()[0] ?? 0;
  return first % 2 === 0 ? 'candidate' : 'baseline';
}

function unblind(result: InputOf<typeof makeBlindChoice>['result'], leftSide: EvaluationSide): EvaluationComparison['result'] {
  if (result === 'tie' || result === 'both_bad') return result;
  return (result === 'left') === (leftSide === 'candidate') ? 'candidate' : 'baseline';
}

async function deskOf(tx: EntityManager, row: EvaluationRow, rater: string, skip: number): Promise<BlindChoices> {
  const { workspaceId, id, number, state, judge } = row;
  const rated = { evaluationId: id, rater };
  const open = isOpen(row);
  const counted = await countChoices(tx, workspaceId, rated);
  const caseId = open && counted.left > 0 ? await nextPair(tx, workspaceId, { ...rated, skip: skip % counted.left }) : null;
  return {
    number, state, open, wanted: judge.kind === 'people' ? judge.choices : null, ...counted, pair: caseId === null ? null : await pairOf(tx, row, rater, caseId),
  };
}

async function pairOf(tx: EntityManager, { workspaceId, id }: EvaluationRow, rater: string, caseId: string): Promise<BlindPair | null> {
  const asked = await tx.findOneBy(EvaluationCaseRow, { workspaceId, id: caseId });
  const { candidate, baseline } = (await readAnswers(tx, workspaceId, id, [caseId])).get(caseId) ?? {};
  if (!asked || !candidate || !baseline) return null;
  const [left, right] = leftSideFor(id, rater, caseId) === 'candidate' ? [candidate, baseline] : [baseline, candidate];
  const { kind, question, history } = asked;
  return { caseId, kind, question, history, left: blind(left), right: blind(right) };
}

const blind = ({ text, result }: EvaluationAnswer): BlindPair['left'] => ({ text, result });
