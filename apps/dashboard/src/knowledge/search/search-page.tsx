import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { SearchState } from '#contracts';
import { instant } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import { KnowledgeFrame } from '../knowledge-frame.tsx';
import { useLearnSearch, useSearch } from './data.ts';
import { Languages } from './languages.tsx';
import { QualityTable } from './quality-table.tsx';
import { words } from './strings.ts';
import { learntFrom } from './told.ts';
import { WeightBars } from './weight-bars.tsx';
import css from './search.module.css';

/** How articles are found for a question, what that was learnt from, and in which languages. */
export function SearchPage(): ReactNode {
  return (
    <KnowledgeFrame>
      <Loaded reading={useSearch()} skeleton={<><CardSkeleton height={260} /><CardSkeleton height={160} /></>}>
        {(state) => (
          <>
            <Listening state={state} />
            <section className={css.card} aria-labelledby="languages">
              <h2 id="languages" className={css.title}>{words.languages}</h2>
              <Languages languages={state.languages} />
            </section>
          </>
        )}
      </Loaded>
    </KnowledgeFrame>
  );
}

function Listening({ state }: { state: SearchState }): ReactNode {
  const { weights, report, learntAt, current } = state;
  const { timeZone } = useSession().workspace;
  return (
    <section className={css.card} aria-labelledby="listens">
      <div className={css.head}>
        <h2 id="listens" className={css.title}>{words.title}</h2>
        {useMay('content:write') && <LearnButton />}
      </div>
      <p className={css.note}>{words.intro}</p>
      <WeightBars weights={weights} />
      <p className={css.note}>{learntFrom(state)} {learntAt && <span className={css.soft}>{words.learntAt(instant(learntAt, timeZone))}.</span>}</p>
      {report && !current && <p className={css.note}>{words.stale}</p>}
      {report?.quality && <QualityTable quality={report.quality} />}
    </section>
  );
}

function LearnButton(): ReactNode {
  const learn = useLearnSearch();
  return (
    <div>
      <Button variant="default" loading={learn.isPending} onClick={() => learn.mutate({}, { onSuccess: () => void notifications.show({ message: words.learnt }) })}>{words.learn}</Button>
      {learn.error && <NotSaved error={learn.error} title={words.failed} />}
    </div>
  );
}
