import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Example } from '#contracts';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { instant, middle } from '../format.ts';
import { offerUndo } from '../parts/offer-undo.tsx';
import { useSession } from '../session.tsx';
import { NotSaved } from '../parts/failure.tsx';
import { useCreateExample, useDeleteExample } from './data.ts';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.questions;
const LONGEST = 120;

function columnsIn(timeZone: string): Column<Example>[] {
  const { columns } = text;
  return [
    { head: columns.text, cell: (one) => <span className={css.wide} title={one.text} dir="auto">{middle(one.text, LONGEST)}</span> },
    { head: columns.intent, cell: ({ intent }) => <span className={`${css.clip} ${css.short}`} title={intent}>{intent === 'oos' ? text.oos : intent}</span> },
    { head: columns.part, cell: ({ part }) => text.parts[part] },
    { head: columns.source, cell: ({ source }) => text.sources[source] },
    { head: columns.added, numeric: true, cell: ({ createdAt }) => instant(createdAt, timeZone) },
  ];
}

/** Deleting needs no question: the way back is offered afterwards. */
export function QuestionTable({ questions, mayDelete }: { questions: readonly Example[]; mayDelete: boolean }): ReactNode {
  const { timeZone } = useSession().workspace;
  const remove = useDeleteExample();
  const create = useCreateExample();
  const drop = ({ id, text: question, intent, part }: Example) => remove.mutate({ id }, {
    onSuccess: () => offerUndo(text.removed, () => create.mutateAsync({ text: question, intent, part })),
  });
  const act: Column<Example> = {
    head: <span className="visually-hidden">{text.columns.act}</span>, numeric: true,
    cell: (one) => <ActionIcon aria-label={text.remove(middle(one.text, 60))} onClick={() => drop(one)} disabled={remove.isPending}><IconTrash size={16} /></ActionIcon>,
  };
  return (
    <>
      <NotSaved error={remove.error} />
      <DataTable framed caption={text.caption} rows={questions} keyOf={({ id }) => id} columns={[...columnsIn(timeZone), ...(mayDelete ? [act] : [])]} />
    </>
  );
}
