import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { BackendVersion } from '#contracts';
import { DiffView } from './diff-view.tsx';
import { differencesOf, factsOf } from './differences.ts';
import { words } from './strings.ts';
import css from './versions.module.css';

const text = words.editor;

interface Props {
  newest: BackendVersion;
  base: BackendVersion | undefined;
  onGoOn: () => void;
}

/** Somebody saved a version meanwhile: who, what changed there, and the way on. */
export function MovedNotice({ newest, base, onGoOn }: Props): ReactNode {
  const [shown, setShown] = useState(false);
  return (
    <section className={css.notice} role="alert">
      <p className={css.strong}>{text.movedTitle(newest.authorName ?? text.training, newest.number)}</p>
      <p className={css.plain}>{text.moved(base?.number ?? 0)} {newest.note && text.movedNote(newest.note)}</p>
      <div className={css.buttons}>
        <Button variant="default" size="compact-sm" onClick={() => setShown(!shown)} aria-expanded={shown}>{shown ? text.hideMoved : text.showMoved}</Button>
        <Button variant="default" size="compact-sm" onClick={onGoOn}>{text.goOn(newest.number + 1)}</Button>
      </div>
      {shown && <div className={css.apart}>{base ? <DiffView differences={differencesOf(factsOf(base), factsOf(newest))} /> : <p className={css.note}>{text.first}</p>}</div>}
    </section>
  );
}
