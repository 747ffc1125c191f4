import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { fineTuneSteps, type FineTuneDetail, type FineTuneState } from '#contracts';
import { count, instant } from '../../format.ts';
import { useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { reasonOf, stateOf, words } from './strings.ts';
import css from './fine-tunes.module.css';

const text = words.page;

/** Nothing is sent to those who train elsewhere, and the built-in trainer takes no files. */
const stepsOf: Readonly<Record<FineTuneDetail['provider'], readonly FineTuneState[]>> = {
  openai: ['validating', 'uploading', 'queued', 'running', 'succeeded'], embedded: ['queued', 'running', 'succeeded'], manual: ['validating', 'queued', 'succeeded'],
};

const order: readonly FineTuneState[] = [...fineTuneSteps, 'succeeded'];

/** The steps of a fine-tune and where it stands. */
function Steps({ job: { provider, state } }: { job: FineTuneDetail }): ReactNode {
  const reached = order.indexOf(state);
  const atOf = (step: FineTuneState): 'done' | 'now' | 'later' => {
    const place = order.indexOf(step);
    return place < reached ? 'done' : place === reached ? 'now' : 'later';
  };
  return (
    <ol className={css.steps} aria-label={text.steps}>
      {stepsOf[provider].map((step) => {
        const at = atOf(step);
        return <li key={step} data-at={at} {...(at === 'now' ? { 'aria-current': 'step' as const } : {})}>{stateOf(provider, step)}<span className="visually-hidden">, {text[at]}</span></li>;
      })}
    </ol>
  );
}

/** Under way: steps, bar, and what keeps it from going on. */
export function Course({ job }: { job: FineTuneDetail }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { state, fraction, step, steps, attempt, errorCode, errorDetail, nextPollAt, cancelRequested } = job;
  const shown = fraction !== null && (state === 'running' || state === 'queued');
  return (
    <>
      <Steps job={job} />
      <p className={backends.stage}>
        <span role="status">{stateOf(job.provider, state)}</span>
        {step !== null && steps !== null && <span>{text.step(count(step), count(steps))}</span>}
        {attempt > 1 && <span className={backends.soft}>{text.attempt(count(attempt))}</span>}
        {cancelRequested && <span>{text.cancelling}</span>}
      </p>
      {job.provider !== 'manual' && <Progress value={shown ? fraction * 100 : 100} animated={!shown} aria-label={text.progress} mb="sm" />}
      {errorCode !== null && nextPollAt !== null && <p className={backends.look}>{text.trouble(reasonOf(errorCode) ?? errorCode, instant(nextPollAt, timeZone))}{errorDetail && <span className={backends.soft}> {errorDetail}</span>}</p>}
    </>
  );
}
