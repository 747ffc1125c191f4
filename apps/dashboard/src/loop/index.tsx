import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Loop } from '#contracts';
import { Disclosure } from '../parts/disclosure.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useLoop } from './data.ts';
import { JourneysTable } from './journeys-table.tsx';
import { StagePath } from './stage-path.tsx';
import { span, words } from './strings.ts';
import css from './loop.module.css';

const USUAL_DAYS = '30';

function told({ medianMs, count, of }: Loop['improved']): string {
  if (of === 0) return words.noDislikes;
  return medianMs === null ? words.noMedian(count, of) : words.median(span(medianMs), count, of);
}

const isNew = ({ stages }: Loop): boolean => stages[0]?.counts.every(({ now, before }) => now + before === 0) ?? true;

const Picture = ({ loop }: { loop: Loop }): ReactNode => (
  <>
    <Section title={words.headline}><p className={css.headline}>{told(loop.improved)}</p></Section>
    <StagePath stages={loop.stages} />
    {isNew(loop) && <Empty title={words.emptyTitle} text={words.emptyText}><Button component={Link} to="/inbox" variant="default">{words.emptyLink}</Button></Empty>}
    {loop.journeys.length > 0 && <JourneysTable loop={loop} />}
    <Disclosure summary={words.explain}><ul className={css.explained}>{words.explained.map((line) => <li key={line}>{line}</li>)}</ul></Disclosure>
  </>
);

/** From feedback to the improved answer: what happened at each stage, what waits, and how long it takes. */
export default function LoopPage(): ReactNode {
  const [address, setAddress] = useSearchParams();
  const asked = address.get('days') ?? USUAL_DAYS;
  const days = words.periods.some(({ value }) => value === asked) ? asked : USUAL_DAYS;
  return (
    <PageFrame
      title={words.title}
      actions={<SegmentedControl aria-label={words.period} data={words.periods} value={days} onChange={(value) => setAddress(value === USUAL_DAYS ? {} : { days: value }, { replace: true })} />}
    >
      <p className={css.note}>{words.intro}</p>
      <Loaded reading={useLoop(Number(days))} skeleton={<><CardSkeleton height={90} /><CardSkeleton height={240} /></>}>{(loop) => <Picture loop={loop} />}</Loaded>
    </PageFrame>
  );
}
