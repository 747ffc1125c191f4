import { Textarea } from '@mantine/core';
import { useDeferredValue, useId } from 'react';
import type { ReactNode } from 'react';
import { count } from '../format.ts';
import { bodyTooLong } from './article-draft.ts';
import { MarkdownView } from '../parts/markdown-view.tsx';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.article;

interface Props {
  body: string;
  onChange: (body: string) => void;
  readOnly: boolean;
}

/** Markdown on one side, what visitors will read on the other. */
export function BodyEditor({ body, onChange, readOnly }: Props): ReactNode {
  const shown = useDeferredValue(body);
  const long = bodyTooLong(body);
  const title = useId();
  return (
    <div className={css.editor}>
      <Textarea
        className={css.source ?? ''} label={text.body} required description={text.bodyHint} inputWrapperOrder={['label', 'input', 'description', 'error']} value={body}
        readOnly={readOnly} autosize minRows={16} maxRows={34} onChange={(event) => onChange(event.currentTarget.value)}
        error={long !== null && text.tooLong(count(long))}
      />
      <div>
        <p className={css.previewTitle} id={title}>{text.preview}</p>
        <div className={css.preview} role="group" aria-labelledby={title} tabIndex={0}>
          {shown.trim() ? <MarkdownView source={shown} /> : <span className={css.soft}>{text.nothingYet}</span>}
        </div>
      </div>
    </div>
  );
}
