import { Controller, Header } from '@nestjs/common';
import { exportTable, readOverview, readResponseTimes, readSatisfaction, rebuildRollups, type InputOf, type Overview, type ReplyOf, type ResponseTimeReport, type SatisfactionReport } from '#contracts';
import { Requires, Who, type Actor } from '#accounts';
import { Endpoint, Input } from '#platform';
import { Exports } from './exports.service.ts';
import { Fold } from './fold.service.ts';
import { Reports } from './reports.service.ts';

@Controller()
export class AnalyticsController {
  constructor(
    private readonly reports: Reports,
    private readonly exports: Exports,
    private readonly fold: Fold,
  ) {}

  @Endpoint(readOverview)
  @Requires('analytics:read')
  overview(@Input() range: InputOf<typeof readOverview>, @Who() who: Actor): Promise<Overview> {
    return this.reports.overview(who.workspaceId, range);
  }

  @Endpoint(readSatisfaction)
  @Requires('analytics:read')
  satisfaction(@Input() range: InputOf<typeof readSatisfaction>, @Who() who: Actor): Promise<SatisfactionReport> {
    return this.reports.satisfaction(who.workspaceId, range);
  }

  @Endpoint(readResponseTimes)
  @Requires('analytics:read')
  responseTimes(@Input() range: InputOf<typeof readResponseTimes>, @Who() who: Actor): Promise<ResponseTimeReport> {
    return this.reports.responseTimes(who.workspaceId, range);
  }

  @Endpoint(exportTable)
  @Requires('export:read')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="duet.csv"')
  export(@Input() { table, personal, ...range }: InputOf<typeof exportTable>, @Who() who: Actor): Promise<string> {
    return this.exports.csv(who.workspaceId, table, range, personal === 'masked');
  }

  @Endpoint(rebuildRollups)
  @Requires('workspace:write')
  async rebuild(@Who() who: Actor): Promise<ReplyOf<typeof rebuildRollups>> {
    return { ok: true, ...(await this.fold.rebuild(who.workspaceId)) };
  }
}
