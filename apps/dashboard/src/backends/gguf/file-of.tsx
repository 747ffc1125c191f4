import type { ReactNode } from 'react';
import type { Model } from '#contracts';
import { middle } from '../../format.ts';
import { words as text } from './strings.ts';
import css from '../backends.module.css';

const shownOfSum = 11;

/** Which file a model is, with which adapter, and what it held when it was saved. */
export function FileOf({ gguf: { file, adapter, adapterScale, sha256 } }: { gguf: NonNullable<Model['gguf']> }): ReactNode {
  return (
    <span className={css.lines}>
      <span className={`${css.clip} ${css.short}`} title={file}>{file}</span>
      {adapter !== null && <small className={`${css.clip} ${css.short}`} title={adapter}>{text.with(adapter, String(adapterScale))}</small>}
      <small title={sha256 ?? undefined}>{sha256 === null ? text.reading : text.sum(middle(sha256, shownOfSum))}</small>
    </span>
  );
}
