import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { count } from '../../format.ts';
import backends from '../backends.module.css';
import { useFineTunesOf } from './data.ts';
import { nameOf, words } from './strings.ts';
import css from './fine-tunes.module.css';

/** Which fine-tune a model of the catalogue came of, and whether visitors had some of its examples deleted; nothing for others. */
export function FineTuneOfModel({ modelKey }: { modelKey: string }): ReactNode {
  const job = useFineTunesOf({ modelKey }).data?.items[0];
  if (!job) return null;
  return (
    <p className={backends.note}>
      {words.ofModel} <Link to={`/backends/fine-tunes/${job.id}`}>{nameOf(job)}</Link>
      {job.taint && <span className={css.tainted}> · {words.list.tainted(count(job.taint.turns))}</span>}
    </p>
  );
}
