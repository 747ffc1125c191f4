import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { TrainingRun } from '#contracts';
import { instant } from '../format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { CurveCharts } from './curve-charts.tsx';
import { RunReport } from './run-report.tsx';
import { RunStateMark } from './run-state.tsx';
import { RunningRun } from './running-run.tsx';
import { words } from './strings.ts';
import { RunOrigin } from './train/run-origin.tsx';
import { SearchReport } from './train/search-report.tsx';
import { words as trainWords } from './train/strings.ts';
import { TrialsTable } from './train/trials-table.tsx';
import { isUnderWay, useRun } from './use-runs.ts';
import css from './backends.module.css';

const text = words.report;

/** Why there is no report. */
const saysOf = ({ state, errorCode }: TrainingRun): string => state === 'failed' ? `${text.failed} ${text.errors[errorCode ?? ''] ?? text.errors['internal']}` : text.cancelled;

function Whole({ run }: { run: TrainingRun }): ReactNode {
  const may = useMay('models:write');
  const { timeZone } = useSession().workspace;
  if (isUnderWay(run)) return <RunningRun run={run} mayCancel={may} />;
  return (
    <>
      <p className={css.stage}><RunStateMark state={run.state} /> <span className={css.soft}>{instant(run.createdAt, timeZone)}</span> {run.note && <span>{run.note}</span>}</p>
      <RunOrigin run={run} />
      {run.report?.search && <SearchReport findings={run.report.search} />}
      {run.report ? <RunReport run={run} report={run.report} /> : <p className={css.note}>{saysOf(run)}</p>}
      {run.search && <TrialsTable runId={run.id} underWay={false} />}
      <CurveCharts progress={run.progress} />
    </>
  );
}

/** The trained model as a file. */
function Download({ run }: { run: TrainingRun }): ReactNode {
  const may = useMay('export:read');
  if (!may || run.state !== 'succeeded') return null;
  return <Button component="a" href={`/v1/training-runs/${run.id}/artefact`} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>{trainWords.file.download}</Button>;
}

export function RunPage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useRun(id);
  const title = reading.data ? words.training.running(reading.data.number) : words.tabs.training;
  return (
    <PageFrame title={title} above={{ label: words.tabs.training, to: '/backends/training' }} actions={reading.data && <Download run={reading.data} />}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={72} /><CardSkeleton height={240} /><CardSkeleton /></>}>{(run) => <Whole run={run} />}</Loaded>
    </PageFrame>
  );
}
