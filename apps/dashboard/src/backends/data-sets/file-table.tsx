import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { exportDataSet, requestOf, type DataSet, type DataSetManifest } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, middle } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import backends from '../backends.module.css';
import { words } from './strings.ts';
import css from './data-sets.module.css';

const text = words.files;
const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)}\u00a0kB` : `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`);

/** Every file to download, with its digest. */
export function FileTable({ set, manifest: { files } }: { set: DataSet; manifest: DataSetManifest }): ReactNode {
  return (
    <Section title={text.title}>
      <p className={backends.note}>{text.note}</p>
      <DataTable
        caption={text.caption} rows={files.filter(({ lines }) => lines > 0)} keyOf={({ format, part }) => `${format} ${part}`}
        columns={[
          { head: text.columns.file, cell: ({ format, part }) => {
            const name = `${words.formats[format]}, ${words.parts[part].toLowerCase()}`;
            return <a className={css.file} href={requestOf(exportDataSet, { id: set.id, format, part }).path} download aria-label={text.download(name)}><IconDownload size={14} aria-hidden /> {name}</a>;
          } },
          { head: text.columns.lines, numeric: true, cell: ({ lines }) => count(lines) },
          { head: text.columns.size, numeric: true, cell: ({ bytes }) => sizeOf(bytes) },
          { head: text.columns.sha, cell: ({ sha256 }) => <code className={css.sha} title={sha256}>{middle(sha256, 20)}</code> },
        ]}
      />
    </Section>
  );
}
