import { FileButton, Button } from '@mantine/core';
import { useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { sizeOf } from './import-file.ts';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.import;

/** Takes one file, dropped or chosen. */
export function DropFile({ file, onFile }: { file: File | null; onFile: (file: File) => void }): ReactNode {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div className={css.drop} data-over={over} onDragOver={hover} onDragLeave={() => setOver(false)} onDrop={drop}>
      <FileButton onChange={(chosen) => chosen && onFile(chosen)} accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json" inputProps={{ 'aria-label': text.file }}>
        {(props) => <Button variant="default" {...props}>{text.choose}</Button>}
      </FileButton>
      <p className={file ? undefined : css.soft} role="status">{file ? text.chosen(file.name, sizeOf(file.size)) : text.drop}</p>
    </div>
  );
}
