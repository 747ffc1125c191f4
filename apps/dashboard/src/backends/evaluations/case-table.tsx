import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { EvaluationCaseKind, type EvaluationCase, type EvaluationSet } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import backends from '../backends.module.css';
import { CaseDrawer } from './case-drawer.tsx';
import { useCases } from './data.ts';
import { Expected } from './expected.tsx';
import { Pages, usePages } from './pages.tsx';
import { words } from './strings.ts';
import css from './evaluations.module.css';

const text = words.set;
const A_PAGE = 50;
const PAUSE_MS = 250;

const columns = (open: (one: EvaluationCase) => void): Column<EvaluationCase>[] => [
  { head: text.columns.number, cell: ({ number }) => count(number) },
  { head: text.columns.question, cell: (one) => <button type="button" className={css.question} dir="auto" onClick={() => open(one)}>{one.question}</button> },
  { head: text.columns.kind, cell: ({ kind }) => words.kinds[kind] },
  { head: text.columns.expects, cell: (one) => <Expected asked={one} /> },
  { head: text.columns.origin, cell: ({ origin }) => <span className={backends.soft}>{words.origins[origin]}</span> },
];

/** The cases of a set; each opens beside the table. */
export function CaseTable({ set, mayWrite }: { set: EvaluationSet; mayWrite: boolean }): ReactNode {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<EvaluationCaseKind | null>(null);
  const [shown, setShown] = useState<EvaluationCase | 'new' | null>(null);
  const [still] = useDebouncedValue(search.trim(), PAUSE_MS);
  const pages = usePages(`${still} ${kind}`);
  const reading = useCases({ id: set.id, after: pages.after, limit: A_PAGE, ...(kind ? { kind } : {}), ...(still ? { search: still } : {}) });
  const kinds = EvaluationCaseKind.options.map((value) => ({ value, label: words.kinds[value] }));
  return (
    <Section title={text.cases}>
      <div className={css.bar}>
        <TextInput aria-label={text.search} placeholder={text.search} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <Select aria-label={text.kind} placeholder={text.allKinds} clearable data={kinds} value={kind} onChange={(value) => setKind(value === null ? null : EvaluationCaseKind.parse(value))} />
        {mayWrite && <Button variant="default" onClick={() => setShown('new')}>{text.add}</Button>}
      </div>
      <Loaded reading={reading} skeleton={<RowsSkeleton />}>
        {({ items, total, next }) => (
          <>
            {items.length === 0 && <p className={backends.note}>{text.none}</p>}
            {items.length > 0 && <DataTable caption={text.caption} rows={items} keyOf={({ id }) => id} columns={columns(setShown)} />}
            <Pages pages={pages} size={A_PAGE} shown={items.length} total={total} next={next} turning={reading.isPlaceholderData} />
          </>
        )}
      </Loaded>
      {shown !== null && <CaseDrawer setId={set.id} one={shown === 'new' ? null : shown} mayWrite={mayWrite} onClose={() => setShown(null)} />}
    </Section>
  );
}
