import { Injectable } from '@nestjs/common';
import { baselineMeasures, baselineQuantiles, baselineTraffic } from '#analytics';
import type { Baselines, InputOf, readBaselines } from '#contracts';
import { Database, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { measuresOf, trafficOf } from './baselines.ts';

const WEEK_MS = 7 * 86_400_000;

/** What a site's own last weeks say about an experiment to come. */
@Injectable()
export class PlanBaselines {
  constructor(private readonly db: Database) {}

  /** @throws Problem `not_found` for a site of nobody here */
  read(workspaceId: string, { siteId, traffic, weeks }: InputOf<typeof readBaselines>, now = new Date()): Promise<Baselines> {
    const from = new Date(now.getTime() - weeks * WEEK_MS);
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const range = { workspaceId, siteId, traffic, from, to: now, timeZone: await zoneOfSite(tx, workspaceId, siteId) };
      const measures = measuresOf(await baselineMeasures(tx, range), await baselineQuantiles(tx, range));
      return { siteId, traffic, weeks, from: from.toISOString(), to: now.toISOString(), ...trafficOf(await baselineTraffic(tx, range), from, now), measures };
    });
  }
}

async function zoneOfSite(tx: EntityManager, workspaceId: string, siteId: string): Promise<string> {
  const [found] = await tx.query<{ timeZone: string }[]>(
    'select w.time_zone as "timeZone" from site s join workspace w on w.id = s.workspace_id where s.workspace_id = $1 and s.id = $2', [workspaceId, siteId]);
  if (!found) throw new Problem('not_found');
  return found.timeZone;
}
