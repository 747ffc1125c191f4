import { Button, Checkbox, FileButton, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { EvaluationSource, type EvaluationSet, type ReplyOf, type importEvaluationCases } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count } from '../../format.ts';
import { Failure } from '../../parts/failure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import backends from '../backends.module.css';
import { useImportCases, useTakeCases } from './data.ts';
import { words } from './strings.ts';
import css from './evaluations.module.css';

const text = words.set;

/** Cases from what the workspace knows already, or from a file. */
export function FillPanel({ set: { id } }: { set: EvaluationSet }): ReactNode {
  return (
    <Section title={text.fill}>
      <Take id={id} />
      <Import id={id} />
    </Section>
  );
}

function Take({ id }: { id: string }): ReactNode {
  const [from, setFrom] = useState<EvaluationSource>('labelled');
  const [part, setPart] = useState<'train' | 'test'>('test');
  const [limit, setLimit] = useState(100);
  const [facts, setFacts] = useState(true);
  const take = useTakeCases();
  const parts = (['test', 'train'] as const).map((value) => ({ value, label: text.parts[value] }));
  return (
    <div className={backends.form}>
      <div className={css.row}>
        <Select label={text.from} allowDeselect={false} data={EvaluationSource.options.map((value) => ({ value, label: words.sources[value] }))} value={from} onChange={(value) => setFrom(EvaluationSource.parse(value))} />
        {from === 'labelled' && <Select label={text.part} allowDeselect={false} data={parts} value={part} onChange={(value) => setPart(value === 'train' ? 'train' : 'test')} />}
        {from !== 'attacks' && <NumberInput label={text.limit} min={1} max={500} allowDecimal={false} w="6rem" value={limit} onChange={(value) => setLimit(Math.min(500, Math.max(1, Number(value) || 1)))} />}
        <Button variant="default" loading={take.isPending} onClick={() => take.mutate({ id, from, part, limit, facts })}>{text.take}</Button>
      </div>
      {from !== 'attacks' && <Checkbox label={text.facts} description={text.factsHint} checked={facts} onChange={(event) => setFacts(event.currentTarget.checked)} />}
      {take.error && <Failure error={take.error} title={text.notTaken} kept="" />}
      {take.data && <p className={backends.told} role="status">{text.took(count(take.data.added), count(take.data.duplicates), count(take.data.found))}</p>}
    </div>
  );
}

function Import({ id }: { id: string }): ReactNode {
  const read = useImportCases();
  const take = async (file: File) => read.mutate({ id, content: await file.text() });
  return (
    <div className={css.below}>
      <p className={backends.note}>{text.importHint}</p>
      <FileButton onChange={(file) => file && void take(file)} accept=".jsonl,.json,.csv,.txt" inputProps={{ 'aria-label': text.file }}>
        {(props) => <Button variant="default" loading={read.isPending} {...props}>{text.import}</Button>}
      </FileButton>
      {read.error && <Failure error={read.error} title={text.notImported} kept="" />}
      {read.data && <Imported report={read.data} />}
    </div>
  );
}

function Imported({ report: { imported, duplicates, rejected, rejectedTotal } }: { report: ReplyOf<typeof importEvaluationCases> }): ReactNode {
  return (
    <div className={css.below}>
      <p className={backends.told} role="status">{text.imported(count(imported), count(duplicates), count(rejectedTotal))}</p>
      {rejected.length > 0 && (
        <DataTable
          caption={text.rejected} rows={rejected} keyOf={({ line }) => String(line)}
          columns={[
            { head: text.line, cell: ({ line }) => count(line) }, { head: text.reason, cell: ({ reason }) => <span className={css.sentence}>{reason}</span> },
            { head: text.columns.question, cell: (one) => <span className={`${backends.clip} ${backends.short}`} dir="auto">{one.text}</span> },
          ]}
        />
      )}
    </div>
  );
}
