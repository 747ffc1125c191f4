import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { exportEvaluation, requestOf, type Evaluation } from '#contracts';
import { count, instant } from '../../format.ts';
import { DeleteNamed } from '../../parts/delete-named.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { AnswerList } from './answer-list.tsx';
import { CheckTable } from './check-table.tsx';
import { isUnderWay, useCancelEvaluation, useDeleteEvaluation, useEvaluation, useRetryEvaluation } from './data.ts';
import { PromoteDrawer } from './promote-drawer.tsx';
import { promoteWords } from './promote-strings.ts';
import { words } from './strings.ts';
import { WinsPanel } from './wins-panel.tsx';
import css from './evaluations.module.css';

const text = words.page;

export function EvaluationPage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useEvaluation(id);
  const title = reading.data ? text.title(reading.data.number) : words.title;
  return (
    <PageFrame title={title} above={{ label: words.title, to: '/backends/evaluations' }} actions={reading.data && <Acts evaluation={reading.data} />}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={72} /><CardSkeleton height={320} /></>}>{(evaluation) => <Content evaluation={evaluation} />}</Loaded>
    </PageFrame>
  );
}

function Content({ evaluation }: { evaluation: Evaluation }): ReactNode {
  const { id, verdict, judge, state, done } = evaluation;
  return (
    <>
      {verdict && <p className={css.hero} data-outcome={verdict.outcome}>{verdict.sentence}</p>}
      {state === 'choosing' && <p className={`${backends.look} ${css.gap}`}>{text.choosing}</p>}
      {isUnderWay(evaluation) && <Running evaluation={evaluation} />}
      {state === 'cancelled' && <p className={`${backends.look} ${css.gap}`}>{text.cancelled}</p>}
      {state === 'failed' && <Failure error={new Error(whyOf(evaluation))} title={text.failedTitle} kept="" />}
      {verdict && <CheckTable checks={verdict.checks} />}
      {verdict && judge.kind !== 'none' && <WinsPanel id={id} done={done} judge={judge.kind} />}
      <About evaluation={evaluation} />
      {done > 0 && <AnswerList id={id} done={done} hasVerdict={verdict !== null} />}
    </>
  );
}

function whyOf({ errorCode }: Evaluation): string {
  return errorCode === 'budget_spent' || errorCode === 'model_unavailable' ? text.failed[errorCode] : text.failed.other;
}

function Running({ evaluation: { state, done, total } }: { evaluation: Evaluation }): ReactNode {
  return (
    <Section title={words.states[state]}>
      <div role="status">
        <p className={backends.stage}><span>{words.states[state]}</span><span className={backends.soft}>{text.of(count(done), count(total))}</span></p>
        <Progress value={total > 0 ? (done / total) * 100 : 0} animated={done === 0} aria-label={text.progress} />
      </div>
    </Section>
  );
}

function Acts({ evaluation }: { evaluation: Evaluation }): ReactNode {
  const [may, mayExport] = [useMay('models:write'), useMay('export:read')];
  const [cancel, retry, removal] = [useCancelEvaluation(), useRetryEvaluation(), useDeleteEvaluation()];
  const { id, number, state, done } = evaluation;
  const over = state === 'failed' || state === 'cancelled';
  return (
    <>
      {mayExport && done > 0 && <Button component="a" variant="default" href={requestOf(exportEvaluation, { id }).path} download>{text.export}</Button>}
      {may && (over || state === 'done') && <DeleteNamed thing={{ id, name: text.title(number) }} words={text} removal={removal} next="/backends/evaluations" />}
      {may && !over && state !== 'done' && <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>{text.cancel}</Button>}
      <NextStep evaluation={evaluation} />
      {may && over && <Button loading={retry.isPending} onClick={() => retry.mutate({ id })}>{text.retry}</Button>}
    </>
  );
}

/** What people do next: choose blindly, or let the candidate meet visitors. */
function NextStep({ evaluation }: { evaluation: Evaluation }): ReactNode {
  const [mayChoose, maySend] = [useMay('conversations:reply'), useMay('experiments:write')];
  const [sending, setSending] = useState(false);
  const { id, state, judge, verdict, promotedTo } = evaluation;
  const chooses = state === 'choosing' || (state === 'done' && judge.kind === 'model');
  const passed = state === 'done' && verdict?.outcome === 'passed' && !promotedTo;
  return (
    <>
      {mayChoose && chooses && <Button component={Link} to={`/backends/evaluations/${id}/choose`} variant={state === 'choosing' ? 'filled' : 'default'}>{promoteWords.choose}</Button>}
      {maySend && passed && <Button onClick={() => setSending(true)}>{promoteWords.open}</Button>}
      {sending && <PromoteDrawer evaluation={evaluation} onClose={() => setSending(false)} />}
    </>
  );
}

function About({ evaluation: { candidate, baseline, setId, setName, judge, createdBy, createdAt, note, promotedTo } }: { evaluation: Evaluation }): ReactNode {
  const { timeZone } = useSession().workspace;
  const version = ({ backendId, backendName, number }: Evaluation['candidate']) => <Link className={backends.link} to={`/backends/${backendId}/versions/${number}`} dir="auto">{text.version(backendName, number)}</Link>;
  const facts: [string, ReactNode][] = [
    [text.facts.candidate, version(candidate)], [text.facts.baseline, version(baseline)], [text.facts.set, <Link key="set" className={backends.link} to={`/backends/evaluations/sets/${setId}`} dir="auto">{setName}</Link>],
    [text.facts.judge, judge.kind === 'model' ? judge.model : text.judges[judge.kind]], [text.facts.by, `${createdBy}, ${instant(createdAt, timeZone)}`],
    ...(note ? [[text.facts.note, note] as [string, ReactNode]] : []),
    ...(promotedTo ? [[text.facts.promoted, <Link key="promoted" className={backends.link} to={`/experiments/${promotedTo.experimentId}`}>{promotedTo.name}</Link>] as [string, ReactNode]] : []),
  ];
  return <Section title={text.about}><dl className={backends.facts}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>)}</dl></Section>;
}
