import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallFailed } from '#contracts';
import { partWords } from '../strings.ts';
import css from './states.module.css';

interface Props {
  error: Error;
  again?: () => void;
  title?: string;
  kept?: string;
  wholePage?: boolean;
}

/** What happened, what was kept, what to do; the request's id for whoever has to look it up. */
export function Failure({ error, again, title = partWords.failedTitle, kept = partWords.failedKept, wholePage = false }: Props): ReactNode {
  const id = error instanceof CallFailed ? error.problem?.requestId : undefined;
  return (
    <div className={wholePage ? css.wholePage : css.failure} role="alert">
      <p className={css.title}>{title}</p>
      <p className={css.text}>{error.message} {kept}</p>
      {again && <Button variant="default" onClick={again}>{partWords.again}</Button>}
      {id && <p className={css.request}>{partWords.requestId(id)}</p>}
    </div>
  );
}

/** The same for a form: the entries stay. */
export function NotSaved({ error, title = partWords.notSavedTitle }: { error: Error | null; title?: string }): ReactNode {
  return error && <Failure error={error} title={title} kept={partWords.notSavedKept} />;
}
