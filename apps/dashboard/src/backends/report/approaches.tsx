import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { ApproachReport, TrainingReport } from '#contracts';
import { ConfusedPairs } from '../confused-pairs.tsx';
import { words as allWords } from '../strings.ts';
import { AnswersChart } from '../thresholds/answers-chart.tsx';
import { ComparedApproaches } from './compared-approaches.tsx';
import { Mixture } from './mixture.tsx';
import { PointsTable } from './points-table.tsx';
import { ReliabilityChart } from './reliability-chart.tsx';
import { words } from './strings.ts';
import css from '../backends.module.css';

const kinds = ['fine_tuned', 'hybrid'] as const;

interface Props {
  report: TrainingReport;
  approaches: NonNullable<TrainingReport['approaches']>;
  heldOut: number;
}

/** Both approaches side by side in numbers, then one of them in full; which one stands in the address. */
export function Approaches({ report, approaches, heldOut }: Props): ReactNode {
  const [query, setQuery] = useSearchParams();
  const kind = query.get('approach') === 'hybrid' ? 'hybrid' : 'fine_tuned';
  return (
    <>
      <ComparedApproaches report={report} approaches={approaches} heldOut={heldOut} />
      <SegmentedControl
        aria-label={words.approach} className={`${css.ways} ${css.bar}`} value={kind} onChange={(approach) => setQuery({ approach }, { replace: true, preventScrollReset: true })}
        data={kinds.map((value) => ({ value, label: allWords.kinds[value] }))}
      />
      <InFull approach={kind === 'hybrid' ? approaches.hybrid : approaches.fineTuned} heldOut={heldOut} test={report.testExamples} />
    </>
  );
}

function InFull({ approach, heldOut, test }: { approach: ApproachReport; heldOut: number; test: number }): ReactNode {
  return (
    <>
      <div className={css.charts}>
        <ReliabilityChart approach={approach} />
        <AnswersChart approach={approach} heldOut={heldOut} test={test} />
      </div>
      <PointsTable approach={approach} test={test} />
      <Mixture mixture={approach.mixture} />
      <ConfusedPairs pairs={approach.confusedPairs} />
    </>
  );
}
