import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TopicRefresh, TopicTraffic } from '#contracts';
import { count, instant } from '../../format.ts';
import { Failure, NotSaved } from '../../parts/failure.tsx';
import { useMay, useSession } from '../../session.tsx';
import { isUnderWay, useRefreshTopics } from './data.ts';
import { words } from './strings.ts';
import knowledge from '../knowledge.module.css';
import css from './topics.module.css';

export function RefreshButton({ traffic, refresh }: { traffic: TopicTraffic; refresh: TopicRefresh }): ReactNode {
  const start = useRefreshTopics();
  if (!useMay('content:write')) return null;
  const busy = start.isPending || isUnderWay(refresh);
  return (
    <>
      <NotSaved error={start.error} title={words.failedTitle} />
      <Button loading={busy} onClick={() => start.mutate({ traffic })}>{words.refresh}</Button>
    </>
  );
}

/** How the last grouping went, or how far this one is. */
export function RefreshStatus({ refresh }: { refresh: TopicRefresh }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { state, stage, done, total, questions, ungrouped, found, mostQuestions, finishedAt, days, confidenceBelow } = refresh;
  if (state === 'failed') return <div className={css.status}><Failure error={new Error(words.failed)} title={words.failedTitle} kept="" /></div>;
  return (
    <div className={css.status}>
      {isUnderWay(refresh) && (
        <div role="status">
          <p className={css.stage}><span>{words.stages[stage]}</span>{total > 0 && <span>{words.progressOf(count(done), count(total))}</span>}</p>
          <Progress value={total > 0 && stage === 'embedding' ? (done / total) * 100 : 100} animated={stage !== 'embedding'} aria-label={words.progress} mt={4} />
        </div>
      )}
      {state === 'done' && (
        <p className={knowledge.note} style={{ margin: 0 }}>
          {words.looked(count(questions), count(ungrouped))} {found > mostQuestions && words.newestOnly(count(mostQuestions), count(found))} {finishedAt && words.lastTime(instant(finishedAt, timeZone))}
        </p>
      )}
      {state !== 'never' && <p className={css.hint}>{words.what(days, String(confidenceBelow))}</p>}
    </div>
  );
}
