import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { isFineTuning, type FineTuneDetail } from '#contracts';
import { count, instant } from '../../format.ts';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { AboutSection, CostSection } from './about.tsx';
import { Course } from './course.tsx';
import { Checkpoints, Curves } from './curves.tsx';
import { useCancelFineTune, useFineTune } from './data.ts';
import { Elsewhere } from './elsewhere.tsx';
import { EventTable } from './event-table.tsx';
import { Failed, Issues } from './failed.tsx';
import { FineTuneStateMark } from './fine-tune-state.tsx';
import { nameOf, words } from './strings.ts';
import { TunedModel } from './tuned-model.tsx';
import css from './fine-tunes.module.css';

const text = words.page;

/** One fine-tune: how far it is, what it told, what it learnt, what it costs and what came of it. */
export function FineTunePage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useFineTune(id);
  const may = useMay('models:write');
  const job = reading.data;
  return (
    <PageFrame title={job ? nameOf(job) : words.title} above={{ label: words.title, to: '/backends/fine-tunes' }} actions={job && may && isFineTuning(job) && <Cancel job={job} />}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={120} /><CardSkeleton height={240} /><CardSkeleton /></>}>{(read) => <Whole job={read} />}</Loaded>
    </PageFrame>
  );
}

function Cancel({ job: { id, cancelRequested } }: { job: FineTuneDetail }): ReactNode {
  const cancel = useCancelFineTune();
  return (
    <>
      {cancel.error && <Failure error={cancel.error} />}
      <Button variant="default" title={text.cancelHint} loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>{cancelRequested ? text.giveUp : text.cancel}</Button>
    </>
  );
}

function Whole({ job }: { job: FineTuneDetail }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { taint, state, provider, trainingRunId } = job;
  const over = state === 'failed' || state === 'cancelled';
  // Files that may not be trained with are not offered, and cost nothing.
  const refused = job.errorCode === 'data_set_refused';
  return (
    <>
      {taint && <p className={css.failed} role="alert"><strong>{text.taintTitle}.</strong> {text.taint(count(taint.turns), taint.at && instant(taint.at, timeZone))}</p>}
      {isFineTuning(job) ? <Section title={text.steps}><Course job={job} /></Section> : <p className={backends.stage}><FineTuneStateMark job={job} /><span className={backends.soft}>{job.finishedAt && instant(job.finishedAt, timeZone)}</span></p>}
      {over && <Failed job={job} />}
      <Issues issues={job.issues} />
      <TunedModel job={job} />
      {!refused && <Elsewhere job={job} />}
      {provider === 'embedded' && trainingRunId && <p className={backends.note}>{text.toRun} <Link to={`/backends/training/${trainingRunId}`}>{text.openRun}</Link></p>}
      <Curves curve={job.curve} />
      <Checkpoints job={job} />
      {provider === 'openai' && <EventTable job={job} />}
      {!refused && <CostSection job={job} />}
      <AboutSection job={job} />
    </>
  );
}
