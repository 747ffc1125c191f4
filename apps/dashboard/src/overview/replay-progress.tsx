import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Replay } from '#contracts';
import { count } from '../format.ts';
import { words } from './strings.ts';
import css from './overview.module.css';

/** A replay under way, or why the last one ended early. */
export function ReplayProgress({ replay }: { replay: Replay | null }): ReactNode {
  if (!replay || replay.state === 'finished') return null;
  if (replay.state === 'failed') {
    return <div className={css.replay} role="alert"><p><b>{words.replay.failedTitle}</b></p><p>{replay.detail} {words.replay.failed}</p></div>;
  }
  return (
    <div className={css.replay}>
      <p>{words.replay.running(count(replay.done), count(replay.total))}</p>
      <Progress.Root size="sm">
        <Progress.Section value={replay.total > 0 ? (replay.done / replay.total) * 100 : 0} aria-label={words.replay.label} />
      </Progress.Root>
    </div>
  );
}
