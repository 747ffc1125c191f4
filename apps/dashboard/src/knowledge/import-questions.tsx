import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Example } from '#contracts';
import { Failure } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useImport } from './data.ts';
import { DropFile } from './drop-file.tsx';
import { MOST_BYTES, sizeOf, textOf, type Unusable } from './import-file.ts';
import { ImportResult } from './import-result.tsx';
import { KnowledgeFrame } from './knowledge-frame.tsx';
import { partOptions } from './part-options.ts';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.import;

const reasonOf = (unusable: Unusable, size: number): string => (unusable === 'tooLarge' ? text.tooLarge(sizeOf(size)) : text[unusable]);

export function ImportQuestions(): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  const [unusable, setUnusable] = useState<Unusable | null>(null);
  const [part, setPart] = useState<Example['part']>('train');
  const send = useImport();
  const take = (chosen: File | null) => {
    setFile(chosen);
    setUnusable(chosen && chosen.size > MOST_BYTES ? 'tooLarge' : null);
    send.reset();
  };
  const submit = async (chosen: File) => {
    const read = textOf(await chosen.arrayBuffer());
    if ('unusable' in read) setUnusable(read.unusable);
    else send.mutate({ content: read.text, part });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (file) void submit(file);
  };
  return (
    <KnowledgeFrame>
      {send.data ? <ImportResult report={send.data} again={() => take(null)} /> : (
        <Section title={words.tabs.import}>
          <p className={css.note}>{text.what}</p>
          <form className={css.form} onSubmit={onSubmit}>
            <DropFile file={file} onFile={take} />
            {file && unusable && <p className={css.wrong} role="alert">{reasonOf(unusable, file.size)}</p>}
            <Select
              label={text.part} description={text.partHint} data={partOptions} value={part} allowDeselect={false} maw="34rem"
              onChange={(value) => setPart(value === 'test' ? 'test' : 'train')}
            />
            {send.error && <Failure error={send.error} title={text.failed} />}
            <div className={css.buttons}><Button type="submit" disabled={!file || unusable !== null} loading={send.isPending}>{text.start}</Button></div>
          </form>
        </Section>
      )}
    </KnowledgeFrame>
  );
}
