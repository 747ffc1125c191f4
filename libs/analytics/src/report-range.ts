import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BucketSize } from '#contracts';
import { Problem } from '#platform';
import type { ReportRange } from './totals.sql.ts';

/** A range as a reader asks for it: everything may be left out. */
export interface AskedRange {
  from?: string | undefined;
  to?: string | undefined;
  siteId?: string | undefined;
  experimentId?: string | undefined;
  traffic?: string | undefined;
  bucket?: BucketSize | undefined;
}

const DEFAULT_DAYS = 14;
const MOST_DAYS = 366;

const dayIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The present hour on a zone's clock, as `2026-03-09T14:00`. */
export const hourIn = (instant: Date, timeZone: string): string =>
  `${dayIn(instant, timeZone)}T${new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(instant)}:00`;

/** Fills in what was left out, in the workspace's own time zone. @throws Problem `invalid_request` when the range is upside down or too long */
@Injectable()
export class Ranges {
  async complete(tx: EntityManager, workspaceId: string, asked: AskedRange, now: Date): Promise<ReportRange> {
    const [workspace] = await tx.query<{ timeZone: string }[]>('select time_zone as "timeZone" from workspace where id = $1', [workspaceId]);
    const timeZone = workspace?.timeZone ?? 'UTC';
    const to = asked.to ?? dayIn(now, timeZone);
    const from = asked.from ?? addDays(to, 1 - DEFAULT_DAYS);
    if (from > to) throw new Problem('invalid_request', { detail: 'The first day lies after the last.' });
    if (addDays(from, MOST_DAYS) <= to) throw new Problem('invalid_request', { detail: `A report covers at most ${MOST_DAYS} days.` });
    return { ...asked, workspaceId, timeZone, from, to };
  }
}
