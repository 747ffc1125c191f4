import type { ReactNode } from 'react';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useMay } from '../session.tsx';
import { BackendsFrame } from './backends-frame.tsx';
import { RunTable } from './run-table.tsx';
import { RunningRun } from './running-run.tsx';
import { words } from './strings.ts';
import { ImportModel } from './train/import-model.tsx';
import { TrainForm } from './train-form.tsx';
import { isUnderWay, useRuns } from './use-runs.ts';

const text = words.training;

/** The run under way, or the button that starts one; below, the earlier ones. */
export function Training(): ReactNode {
  const reading = useRuns();
  const may = useMay('models:write');
  return (
    <BackendsFrame>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={220} /><CardSkeleton /></>}>
        {({ items }) => {
          const running = items.filter(isUnderWay);
          const finished = items.filter((run) => !isUnderWay(run));
          return (
            <>
              {running.map((run) => <RunningRun key={run.id} run={run} mayCancel={may} />)}
              {running.length === 0 && may && <TrainForm />}
              {running.length === 0 && may && <ImportModel />}
              {finished.length > 0 ? <Section title={text.finished}><RunTable runs={finished} /></Section> : running.length === 0 && <Empty title={text.emptyTitle} text={text.empty} />}
            </>
          );
        }}
      </Loaded>
    </BackendsFrame>
  );
}
