import { Controller, Res } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import {
  addEvaluationCase, changeEvaluationCase, changeEvaluationSet, copyEvaluationSet, createEvaluationSet, deleteEvaluationCase, deleteEvaluationSet, exportEvaluationCases,
  freezeEvaluationSet, importEvaluationCases, listEvaluationCases, listEvaluationSets, readEvaluationSet, takeEvaluationCases,
} from '#contracts';
import type { EvaluationCase, EvaluationSet, InputOf, ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyReply } from 'fastify';
import { CaseSources } from './case-sources.service.ts';
import { EvaluationCases } from './evaluation-cases.service.ts';
import { EvaluationSets } from './evaluation-sets.service.ts';

@Controller()
export class EvaluationSetsController {
  constructor(private readonly sets: EvaluationSets, private readonly cases: EvaluationCases, private readonly sources: CaseSources) {}

  @Endpoint(listEvaluationSets)
  @Requires('content:read')
  list(@Input() page: InputOf<typeof listEvaluationSets>, @Who() who: Actor): Promise<ReplyOf<typeof listEvaluationSets>> {
    return this.sets.list(who.workspaceId, page);
  }

  @Endpoint(createEvaluationSet)
  @Requires('content:write')
  create(@Input() wish: InputOf<typeof createEvaluationSet>, @Who() who: Actor): Promise<EvaluationSet> {
    return this.sets.create(who, wish);
  }

  @Endpoint(readEvaluationSet)
  @Requires('content:read')
  read(@Input() { id }: InputOf<typeof readEvaluationSet>, @Who() who: Actor): Promise<EvaluationSet> {
    return this.sets.read(who.workspaceId, id);
  }

  @Endpoint(changeEvaluationSet)
  @Requires('content:write')
  change(@Input() change: InputOf<typeof changeEvaluationSet>, @Who() who: Actor): Promise<EvaluationSet> {
    return this.sets.change(who.workspaceId, change);
  }

  @Endpoint(deleteEvaluationSet)
  @Requires('content:write')
  async remove(@Input() { id }: InputOf<typeof deleteEvaluationSet>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.sets.remove(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(freezeEvaluationSet)
  @Requires('content:write')
  freeze(@Input() { id }: InputOf<typeof freezeEvaluationSet>, @Who() who: Actor): Promise<EvaluationSet> {
    return this.sets.freeze(who.workspaceId, id);
  }

  @Endpoint(copyEvaluationSet)
  @Requires('content:write')
  copy(@Input() wish: InputOf<typeof copyEvaluationSet>, @Who() who: Actor): Promise<EvaluationSet> {
    return this.sets.copy(who, wish);
  }

  @Endpoint(listEvaluationCases)
  @Requires('content:read')
  listCases(@Input() page: InputOf<typeof listEvaluationCases>, @Who() who: Actor): Promise<ReplyOf<typeof listEvaluationCases>> {
    return this.cases.list(who.workspaceId, page);
  }

  @Endpoint(addEvaluationCase)
  @Requires('content:write')
  addCase(@Input() one: InputOf<typeof addEvaluationCase>, @Who() who: Actor): Promise<EvaluationCase> {
    return this.cases.add(who.workspaceId, one);
  }

  @Endpoint(changeEvaluationCase)
  @Requires('content:write')
  changeCase(@Input() change: InputOf<typeof changeEvaluationCase>, @Who() who: Actor): Promise<EvaluationCase> {
    return this.cases.change(who.workspaceId, change);
  }

  @Endpoint(deleteEvaluationCase)
  @Requires('content:write')
  async removeCase(@Input() { id, caseId }: InputOf<typeof deleteEvaluationCase>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.cases.remove(who.workspaceId, id, caseId);
    return { ok: true };
  }

  @Endpoint(importEvaluationCases)
  @Requires('content:write')
  import(@Input() { id, content }: InputOf<typeof importEvaluationCases>, @Who() who: Actor): Promise<ReplyOf<typeof importEvaluationCases>> {
    return this.cases.import(who.workspaceId, id, content);
  }

  /** Questions of visitors in bulk: carrying them away takes its own right. */
  @Endpoint(exportEvaluationCases)
  @Requires('export:read')
  async export(@Input() { id }: InputOf<typeof exportEvaluationCases>, @Who() who: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const content = await this.cases.export(who.workspaceId, id);
    void reply.type('text/plain; charset=utf-8').header('content-disposition', 'attachment; filename="evaluation-set.jsonl"');
    return content;
  }

  @Endpoint(takeEvaluationCases)
  @Requires('content:write')
  take(@Input() wish: InputOf<typeof takeEvaluationCases>, @Who() who: Actor): Promise<ReplyOf<typeof takeEvaluationCases>> {
    return this.sources.take(who.workspaceId, wish);
  }
}
