import { Button, FileButton, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { DataSetMethod, dataSetFormats, type DataSetFormat, type FileIssue } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count } from '../../format.ts';
import { Failure } from '../../parts/failure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import backends from '../backends.module.css';
import { useCheckFile } from './data.ts';
import { words } from './strings.ts';
import css from './data-sets.module.css';

const text = words.check;
const MOST_BYTES = 20_000_000;

const columns: Column<FileIssue>[] = [
  { head: text.columns.line, cell: ({ line }) => (line === 0 ? text.whole : count(line)) },
  { head: text.columns.severity, cell: ({ severity }) => <span className={severity === 'error' ? css.bad : css.look}>{text.severities[severity]}</span> },
  { head: text.columns.sentence, cell: ({ sentence }) => <span className={css.sentence}>{sentence}</span> },
];

/** Checks one file of one's own by its lines. */
export function CheckFile(): ReactNode {
  const check = useCheckFile();
  const [method, setMethod] = useState<DataSetMethod>('answers');
  const [format, setFormat] = useState<DataSetFormat>('openai');
  const [tooLarge, setTooLarge] = useState(false);
  const choose = (wished: DataSetMethod) => {
    setMethod(wished);
    if (!dataSetFormats[wished].includes(format)) setFormat(dataSetFormats[wished][0]!);
  };
  const take = async (file: File) => {
    check.reset();
    setTooLarge(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) check.mutate({ format, method, content: await file.text() });
  };
  return (
    <Section title={text.title}>
      <p className={backends.note}>{text.what}</p>
      <div className={css.row}>
        <Select label={text.method} allowDeselect={false} data={DataSetMethod.options.map((value) => ({ value, label: words.methods[value] }))} value={method} onChange={(value) => value && choose(value)} />
        <Select label={text.format} allowDeselect={false} data={dataSetFormats[method].map((value) => ({ value, label: words.formats[value] }))} value={format} onChange={(value) => value && setFormat(value)} />
        <FileButton onChange={(file) => file && void take(file)} accept=".jsonl,.json,.csv,.txt" inputProps={{ 'aria-label': text.input }}>
          {(props) => <Button variant="default" loading={check.isPending} {...props}>{text.choose}</Button>}
        </FileButton>
      </div>
      {tooLarge && <p className={backends.wrong} role="alert">{text.tooLarge}</p>}
      {check.error && <Failure error={check.error} title={text.failed} kept="" />}
      {check.data && <Findings {...check.data} />}
    </Section>
  );
}

function Findings({ lines, errors, warnings, issues }: { lines: number; errors: number; warnings: number; issues: FileIssue[] }): ReactNode {
  return (
    <>
      <p className={backends.told} role="status">{issues.length === 0 ? text.fine(count(lines)) : text.found(count(errors), count(warnings), count(lines))}</p>
      {issues.length > 0 && <DataTable caption={text.caption} rows={issues} keyOf={({ line, code, sentence }) => `${line} ${code} ${sentence}`} columns={columns} />}
      {issues.length < errors + warnings && <p className={backends.note}>{text.more(count(issues.length))}</p>}
    </>
  );
}
