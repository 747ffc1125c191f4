import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNow } from '../use-now.ts';
import css from './duel.module.css';
import { words } from './strings.ts';

const EVERY_MS = 1_000;

/** Both versions write; the pair is shown when both are done, so that the faster one is not known by it. */
export function WritingDrafts({ onCancel }: { onCancel: () => void }): ReactNode {
  const now = useNow(EVERY_MS);
  const [since] = useState(now);
  return (
    <div className={css.writing}>
      <Loader size={16} aria-hidden />
      <span role="status">{words.writing}</span>
      <span className={css.facts} aria-hidden>{words.elapsed(Math.round((now.getTime() - since.getTime()) / EVERY_MS))}</span>
      <Button variant="default" size="compact-sm" onClick={onCancel}>{words.cancel}</Button>
    </div>
  );
}
