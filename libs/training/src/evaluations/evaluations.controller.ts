import { Controller, Res } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import {
  cancelEvaluation, createEvaluation, deleteEvaluation, exportEvaluation, listEvaluationAnswers, listEvaluations, readEvaluation, readEvaluationWins, retryEvaluation,
} from '#contracts';
import type { Evaluation, InputOf, ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyReply } from 'fastify';
import { EvaluationAnswers } from './evaluation-answers.service.ts';
import { Evaluations } from './evaluations.service.ts';

@Controller()
export class EvaluationsController {
  constructor(private readonly evaluations: Evaluations, private readonly answers: EvaluationAnswers) {}

  @Endpoint(createEvaluation)
  @Requires('models:write')
  create(@Input() wish: InputOf<typeof createEvaluation>, @Who() who: Actor): Promise<Evaluation> {
    return this.evaluations.create(who, wish);
  }

  @Endpoint(listEvaluations)
  @Requires('models:read')
  list(@Input() page: InputOf<typeof listEvaluations>, @Who() who: Actor): Promise<ReplyOf<typeof listEvaluations>> {
    return this.evaluations.list(who.workspaceId, page);
  }

  @Endpoint(readEvaluation)
  @Requires('models:read')
  read(@Input() { id }: InputOf<typeof readEvaluation>, @Who() who: Actor): Promise<Evaluation> {
    return this.evaluations.read(who.workspaceId, id);
  }

  @Endpoint(cancelEvaluation)
  @Requires('models:write')
  cancel(@Input() { id }: InputOf<typeof cancelEvaluation>, @Who() who: Actor): Promise<Evaluation> {
    return this.evaluations.cancel(who.workspaceId, id);
  }

  @Endpoint(retryEvaluation)
  @Requires('models:write')
  retry(@Input() { id }: InputOf<typeof retryEvaluation>, @Who() who: Actor): Promise<Evaluation> {
    return this.evaluations.retry(who.workspaceId, id);
  }

  @Endpoint(deleteEvaluation)
  @Requires('models:write')
  async remove(@Input() { id }: InputOf<typeof deleteEvaluation>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.evaluations.remove(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(listEvaluationAnswers)
  @Requires('models:read')
  listAnswers(@Input() page: InputOf<typeof listEvaluationAnswers>, @Who() who: Actor): Promise<ReplyOf<typeof listEvaluationAnswers>> {
    return this.answers.list(who.workspaceId, page);
  }

  @Endpoint(readEvaluationWins)
  @Requires('models:read')
  wins(@Input() { id }: InputOf<typeof readEvaluationWins>, @Who() who: Actor): Promise<ReplyOf<typeof readEvaluationWins>> {
    return this.answers.wins(who.workspaceId, id);
  }

  @Endpoint(exportEvaluation)
  @Requires('export:read')
  async export(@Input() { id }: InputOf<typeof exportEvaluation>, @Who() who: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const content = await this.answers.csv(who.workspaceId, id);
    void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="evaluation.csv"');
    return content;
  }
}
