import type { ReactNode } from 'react';
import type { ModelProcess } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { useModelFiles } from '../data.ts';
import { fileSize } from './file-size.ts';
import { words as text } from './strings.ts';
import css from '../backends.module.css';

const looks = { stopped: 'none', starting: 'busy', running: 'good', resting: 'bad' } as const;

const columns: Column<ModelProcess>[] = [
  { head: text.columns.file, cell: ({ file }) => <span className={css.clip} title={file}>{file}</span> },
  { head: text.columns.state, cell: ({ state }) => <span className={css.state} data-on={looks[state]}>{text.states[state]}</span> },
  { head: text.columns.memory, numeric: true, cell: ({ memoryBytes }) => (memoryBytes === null ? text.none : fileSize(memoryBytes)) },
  { head: text.columns.trained, numeric: true, cell: ({ trainedContextSize: tokens }) => (tokens === null ? text.notLoaded : text.trained(count(tokens))) },
  { head: text.columns.crashes, numeric: true, cell: ({ crashes }) => count(crashes) },
];

/** What the files that are in use take of this machine; nothing where none is. */
export function GgufProcesses(): ReactNode {
  const processes = useModelFiles().data?.processes ?? [];
  if (processes.length === 0) return null;
  return <Section title={text.processes}><DataTable caption={text.processesCaption} rows={processes} keyOf={({ file }) => file} columns={columns} /></Section>;
}
