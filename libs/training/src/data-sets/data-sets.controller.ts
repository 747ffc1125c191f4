import { Controller, Res } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import {
  countDataSet, createDataSet, deleteDataSet, estimateDataSet, exportDataSet, listDataSets, listDataSetsOfConversation, listDataSetTurns, readDataSet, validateDataSetFile,
} from '#contracts';
import type { DataSet, DataSetCount, DataSetEstimate, InputOf, ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyReply } from 'fastify';
import { checkFile } from './check/check-file.ts';
import { DataSetFiles } from './data-set-files.service.ts';
import { DataSets } from './data-sets.service.ts';

const MOST_ISSUES = 500;

/** Data sets hold what visitors wrote, in bulk: reading them takes the right to carry data away. */
@Controller()
export class DataSetsController {
  constructor(private readonly dataSets: DataSets, private readonly files: DataSetFiles) {}

  @Endpoint(countDataSet)
  @Requires('export:read')
  count(@Input() filters: InputOf<typeof countDataSet>, @Who() who: Actor): Promise<DataSetCount> {
    return this.dataSets.count(who.workspaceId, filters);
  }

  @Endpoint(validateDataSetFile)
  @Requires('export:read')
  async validate(@Input() file: InputOf<typeof validateDataSetFile>): Promise<ReplyOf<typeof validateDataSetFile>> {
    const { lines, issues } = checkFile(file);
    const errors = issues.filter(({ severity }) => severity === 'error').length;
    return { lines, errors, warnings: issues.length - errors, issues: issues.slice(0, MOST_ISSUES) };
  }

  @Endpoint(createDataSet)
  @Requires('models:write')
  create(@Input() wish: InputOf<typeof createDataSet>, @Who() who: Actor): Promise<DataSet> {
    return this.dataSets.create(who, wish);
  }

  @Endpoint(listDataSets)
  @Requires('export:read')
  list(@Input() page: InputOf<typeof listDataSets>, @Who() who: Actor): Promise<ReplyOf<typeof listDataSets>> {
    return this.dataSets.list(who.workspaceId, page);
  }

  @Endpoint(readDataSet)
  @Requires('export:read')
  read(@Input() { id }: InputOf<typeof readDataSet>, @Who() who: Actor): Promise<DataSet> {
    return this.dataSets.read(who.workspaceId, id);
  }

  @Endpoint(deleteDataSet)
  @Requires('models:write')
  async remove(@Input() { id }: InputOf<typeof deleteDataSet>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.dataSets.remove(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(listDataSetTurns)
  @Requires('export:read')
  turns(@Input() page: InputOf<typeof listDataSetTurns>, @Who() who: Actor): Promise<ReplyOf<typeof listDataSetTurns>> {
    return this.files.turns(who.workspaceId, page);
  }

  @Endpoint(estimateDataSet)
  @Requires('export:read')
  estimate(@Input() { id, ...training }: InputOf<typeof estimateDataSet>, @Who() who: Actor): Promise<DataSetEstimate> {
    return this.dataSets.estimate(who.workspaceId, id, training);
  }

  @Endpoint(exportDataSet)
  @Requires('export:read')
  async export(@Input() which: InputOf<typeof exportDataSet>, @Who() who: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { name, content, sha256 } = await this.files.file(who.workspaceId, which);
    void reply.type(which.format === 'csv' ? 'text/csv; charset=utf-8' : 'text/plain; charset=utf-8');
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    void reply.header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
    return content;
  }

  @Endpoint(listDataSetsOfConversation)
  @Requires('conversations:read')
  ofConversation(@Input() { id }: InputOf<typeof listDataSetsOfConversation>, @Who() who: Actor): Promise<ReplyOf<typeof listDataSetsOfConversation>> {
    return this.dataSets.ofConversation(who.workspaceId, id);
  }
}
