import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Intent } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { count, instant } from '../format.ts';
import { useSession } from '../session.tsx';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const { columns, written, missing, caption } = words.intents;

/** Each intent with what is written and labelled for it. */
export function IntentTable({ intents, open }: { intents: readonly Intent[]; open: (id: string) => void }): ReactNode {
  const { timeZone } = useSession().workspace;
  return (
    <DataTable
      framed caption={caption} rows={intents} keyOf={({ id }) => id}
      columns={[
        { head: columns.label, cell: ({ id, label }) => <UnstyledButton className={`${css.link} ${css.clip} ${css.short}`} title={label} onClick={() => open(id)}>{label}</UnstyledButton> },
        { head: columns.key, cell: ({ key }) => <span className={`${css.clip} ${css.short} ${css.soft}`} title={key}>{key}</span> },
        { head: columns.answer, cell: ({ answer }) => <span className={css.state} data-on={answer !== null}>{answer === null ? missing : written}</span> },
        { head: columns.train, numeric: true, cell: ({ trainExamples }) => count(trainExamples) },
        { head: columns.test, numeric: true, cell: ({ testExamples }) => count(testExamples) },
        { head: columns.edited, numeric: true, cell: ({ updatedAt }) => instant(updatedAt, timeZone) },
      ]}
    />
  );
}
