import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { TrainingRun } from '#contracts';
import { Failure } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { CurveCharts } from './curve-charts.tsx';
import { useCancelTraining } from './data.ts';
import { RunProgress } from './run-progress.tsx';
import { words } from './strings.ts';
import { RunOrigin } from './train/run-origin.tsx';
import { TrialsTable } from './train/trials-table.tsx';
import css from './backends.module.css';

const text = words.training;

/** A run under way: how far it is, what it has learned, and the way to stop it. */
export function RunningRun({ run, mayCancel }: { run: TrainingRun; mayCancel: boolean }): ReactNode {
  const cancel = useCancelTraining();
  const stop = () => cancel.mutate({ id: run.id }, { onSuccess: () => notifications.show({ message: text.cancelled }) });
  return (
    <>
      <Section title={text.running(run.number)} actions={mayCancel && <Button variant="default" size="compact-sm" loading={cancel.isPending} onClick={stop}>{text.cancel}</Button>}>
        <RunProgress progress={run.progress} />
        <RunOrigin run={run} />
        {run.note && <p className={css.note}>{run.note}</p>}
        {cancel.error && <Failure error={cancel.error} title={text.notCancelled} />}
        <p className={css.note}>{text.cancelHint}</p>
      </Section>
      {run.search && <TrialsTable runId={run.id} underWay />}
      <CurveCharts progress={run.progress} />
    </>
  );
}
