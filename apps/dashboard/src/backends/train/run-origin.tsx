import type { ReactNode } from 'react';
import type { TrainingRun } from '#contracts';
import { instant } from '../../format.ts';
import { useSession } from '../../session.tsx';
import css from '../backends.module.css';
import { words } from './strings.ts';

const text = words.imported;
const SHOWN = 12;

function namesOf(unknown: readonly string[]): string {
  const shown = unknown.slice(0, SHOWN).join(', ');
  return unknown.length > SHOWN ? `${shown} ${text.more(unknown.length - SHOWN)}` : shown;
}

/** What is unusual about how a run came about: it was begun again, or its model came from a file. */
export function RunOrigin({ run: { interruptions, imported } }: { run: TrainingRun }): ReactNode {
  const { timeZone } = useSession().workspace;
  return (
    <>
      {interruptions > 0 && <p className={css.note}>{words.interrupted(interruptions)}</p>}
      {imported && <p className={css.note}>{text.from(imported.fileName, imported.workspaceName, imported.runNumber, instant(imported.trainedAt, timeZone))}</p>}
      {imported && imported.unknownIntents.length > 0 && <p className={css.note}>{text.unknown(imported.unknownIntents.length, namesOf(imported.unknownIntents))}</p>}
    </>
  );
}
