import { Controller, Header, Res } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { analyze, exportComparisons, readReport } from '#contracts';
import type { Analysis, InputOf, Report } from '#contracts';
import { Endpoint, Input, Problem } from '#platform';
import type { FastifyReply } from 'fastify';
import { analyse } from '../analysis/analyse.ts';
import { givenEvidence } from '../given/given-evidence.ts';
import { ExperimentResults } from '../results.service.ts';
import { comparisonsCsv } from './comparisons-csv.ts';
import { reportOf } from './report.ts';

/** What of an experiment can be carried away. */
@Controller()
export class ReportsController {
  constructor(private readonly results: ExperimentResults) {}

  @Endpoint(readReport)
  @Requires('experiments:read')
  async read(@Input() { id }: InputOf<typeof readReport>, @Who() who: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Report> {
    const report = reportOf(await this.results.evidence(who.workspaceId, id));
    void reply.header('content-disposition', `attachment; filename="duet-report-${id}.json"`);
    return report;
  }

  @Endpoint(exportComparisons)
  @Requires('experiments:read')
  @Header('content-type', 'text/csv; charset=utf-8')
  async comparisons(@Input() { id }: InputOf<typeof exportComparisons>, @Who() who: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const evidence = await this.results.evidence(who.workspaceId, id);
    void reply.header('content-disposition', `attachment; filename="duet-comparisons-${id}.csv"`);
    return comparisonsCsv(evidence, analyse(evidence));
  }

  @Endpoint(analyze)
  @Requires('experiments:read')
  async analyze(@Input() given: InputOf<typeof analyze>): Promise<Analysis> {
    return analyseGiven(given);
  }
}

/** @throws Problem `invalid_request` which says what is impossible about the numbers */
function analyseGiven(given: InputOf<typeof analyze>): Analysis {
  try {
    return analyse(givenEvidence(given));
  } catch (error) {
    if (error instanceof RangeError) throw new Problem('invalid_request', { cause: error, detail: `${error.message}.` });
    throw error;
  }
}
