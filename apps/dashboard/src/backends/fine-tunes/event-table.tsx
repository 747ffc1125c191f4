import type { ReactNode } from 'react';
import type { FineTune } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, instant } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { useNewestEvents } from './data.ts';
import { words } from './strings.ts';
import css from './fine-tunes.module.css';

const text = words.events;
const signs = { info: '', warn: text.warn, error: text.error };

/** What the provider told, newest first, as it comes. */
export function EventTable({ job }: { job: FineTune }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { events, total } = useNewestEvents(job);
  return (
    <Section title={text.title}>
      {events.length === 0 ? <p className={backends.note}>{text.empty}</p> : (
        <div className={css.events}>
          <DataTable
            caption={text.title} rows={events} keyOf={({ number }) => String(number)}
            columns={[
              { head: text.columns.number, cell: ({ number }) => count(number) },
              { head: text.columns.message, cell: ({ level, message }) => <span className={css.message} data-level={level} dir="auto">{signs[level]}{message}</span> },
              { head: text.columns.at, numeric: true, cell: ({ at }) => instant(at, timeZone) },
            ]}
          />
        </div>
      )}
      {total > events.length && <p className={`${backends.note} ${backends.below}`}>{text.range(count(events.length), count(total))}</p>}
    </Section>
  );
}
