import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { OptimizerRefusals, OptimizerRun } from '#contracts';
import { cost, count, instant, percent } from '../../format.ts';
import { reasonOf } from '../../model-failures.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import css from '../backends.module.css';
import { BestCurve } from './best-curve.tsx';
import { Candidates } from './candidates.tsx';
import { isUnderWay, useOptimizerRun } from './data.ts';
import { StateMark } from './optimizer-runs.tsx';
import { RunningOptimizer } from './running-optimizer.tsx';
import { words } from './strings.ts';

const text = words.page;

export function OptimizerRunPage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useOptimizerRun(id);
  const may = useMay('models:write');
  return (
    <PageFrame title={reading.data ? words.run(reading.data.number) : words.title} above={{ label: words.title, to: '/backends/optimizer' }}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={72} /><CardSkeleton height={240} /><CardSkeleton /></>}>
        {(run) => (
          <>
            {isUnderWay(run) ? <RunningOptimizer run={run} may={may} /> : <Ended run={run} />}
            <BestCurve run={run} />
            {run.candidates > 0 && <Candidates run={run} may={may} />}
            <About run={run} />
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}

function heroOf({ startScore, best }: OptimizerRun): string {
  if (startScore === null || best === null) return text.heroNone;
  return best.number === 0 ? text.heroNothing(percent(startScore)) : text.hero(percent(startScore), percent(best.score));
}

function Ended({ run }: { run: OptimizerRun }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { state, endedBy, errorCode, finishedAt, best, cases, interruptions } = run;
  return (
    <>
      <p className={css.hero}>{heroOf(run)}</p>
      <p className={css.stage}><StateMark state={state} /> <span className={css.soft}>{finishedAt && instant(finishedAt, timeZone)}</span> {endedBy && <span>{words.ends[endedBy]}</span>} <Spent run={run} /></p>
      {state === 'failed' && <p className={css.look} role="alert">{text.failed(text.reasons[errorCode ?? ''] ?? reasonOf(errorCode ?? 'internal'))}</p>}
      {interruptions > 0 && <p className={css.note}>{text.interrupted(interruptions)}</p>}
      {best && best.number > 0 && <p className={css.note}>{text.chance(words.cases(count(cases.validation)))}</p>}
    </>
  );
}

const Spent = ({ run: { tokens, tokenBudget, rollouts, rolloutLimit } }: { run: OptimizerRun }): ReactNode => (
  <>
    {tokenBudget > 0 && <span className={css.soft}>{text.ofTokens(count(tokens), count(tokenBudget))}</span>}
    <span className={css.soft}>{text.ofAnswers(count(rollouts), count(rolloutLimit))}</span>
  </>
);

function About({ run }: { run: OptimizerRun }): ReactNode {
  const { setName, cases, steps, reflectionModel, seed, createdBy, costMicroUsd, note, refused, start } = run;
  const { facts } = text;
  const counts = Object.entries(refused) as [keyof OptimizerRefusals, number][];
  const told = counts.filter(([, times]) => times > 0).map(([reason, times]) => `${count(times)} ${text.refused[reason]}`).join(', ');
  const lines: [string, ReactNode][] = [
    [facts.set, `${setName}: ${text.split(count(cases.feedback), count(cases.validation), count(cases.leftOut))}`], [facts.steps, words.steps[steps]], [facts.model, reflectionModel ?? text.noModel],
    [facts.refused, told === '' ? text.noneRefused : told], [facts.cost, cost(costMicroUsd)], [facts.seed, String(seed)], [facts.by, createdBy], ...(note ? [[facts.note, note] as [string, ReactNode]] : []),
  ];
  return (
    <Section title={text.about}>
      <p className={css.note}>{text.began(words.version(start.backendName, start.number))}</p>
      <dl className={css.facts}>{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>)}</dl>
    </Section>
  );
}
