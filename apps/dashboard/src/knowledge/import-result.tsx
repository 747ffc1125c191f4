import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ImportReport } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { count } from '../format.ts';
import { downloadCsv } from '../parts/download-csv.ts';
import { Section } from '../parts/page-frame.tsx';
import { rejectedCsv } from './import-file.ts';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.import;

/** What came of an import, with every line that was left out and why. */
export function ImportResult({ report, again }: { report: ImportReport; again: () => void }): ReactNode {
  const counts = [
    [text.imported, report.imported, text.questions], [text.duplicates, report.duplicates, text.questions],
    [text.newIntents, report.newIntents, text.intents], [text.rejected, report.rejectedTotal, text.lines],
  ] as const;
  return (
    <>
      <Section title={text.result}>
        <dl className={css.counts}>{counts.map(([name, value, unit]) => <div key={name}><dt>{name}</dt><dd>{count(value)} {unit}</dd></div>)}</dl>
        <div className={css.buttons}>
          <Button component={Link} to="/knowledge/questions">{text.see}</Button>
          <Button variant="default" onClick={again}>{text.another}</Button>
          {report.rejectedTotal === 0 && <span className={css.soft}>{text.allFine}</span>}
        </div>
      </Section>
      {report.rejected.length > 0 && (
        <Section title={text.rejectedTitle} actions={<Button variant="default" size="compact-sm" onClick={() => downloadCsv('lines-left-out.csv', rejectedCsv(report.rejected))}>{text.download}</Button>}>
          {report.rejected.length < report.rejectedTotal && <p className={css.note}>{text.firstOnly(count(report.rejected.length), count(report.rejectedTotal))}</p>}
          <DataTable
            caption={text.rejectedTitle} rows={report.rejected} keyOf={({ line, reason }) => `${line} ${reason}`}
            columns={[
              { head: text.line, cell: ({ line }) => line },
              { head: text.reason, cell: ({ reason }) => <span className={css.wide}>{reason}</span> },
              { head: text.text, cell: (row) => <span className={css.clip} title={row.text} dir="auto">{row.text}</span> },
            ]}
          />
        </Section>
      )}
    </>
  );
}
