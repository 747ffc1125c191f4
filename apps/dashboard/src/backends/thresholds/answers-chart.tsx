import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { ApproachReport } from '#contracts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { DataTable } from '../../charts/data-table.tsx';
import { count, percent } from '../../format.ts';
import { words as allWords } from '../strings.ts';
import { idealLook, plainLook, secondLook, shareTick, shareTicks, type XyLine } from '../xy-line.ts';
import type { ReadOff } from './read-off.ts';
import { words } from './strings.ts';

const XyChart = lazy(() => import('../xy-chart.tsx'));
const text = words.chart;
const { risk: title, covered, right, threshold } = allWords.report;
const whole = (share: number): string => percent(share, 0);
const chosenLook = { ...plainLook, colour: 'var(--ink)', shape: 'square' } as const;

type Curve = ApproachReport['heldOutCurve'];
type Read = Extract<ReadOff, { kind: 'read' }>;
interface Props extends Pick<Read, 'approach'> {
  heldOut: number;
  test: number;
  /** Thresholds to be marked on both lines. */
  chosen?: Read;
}

const lineOf = (id: string, name: string, curve: Curve, look: XyLine['look']): XyLine => ({
  id, name, look, drawn: 'line', points: curve.map((point) => ({ x: point.coverage, y: point.accuracy, told: text.told(percent(point.accuracy), percent(point.threshold)) })),
});

function markOf(id: string, name: string, { answered, accuracy }: Read['expected'], look: XyLine['look']): XyLine[] {
  return accuracy === null ? [] : [{ id, name, look, drawn: 'marks', points: [{ x: answered, y: accuracy, told: percent(accuracy) }] }];
}

function linesOf({ approach, heldOut, test, chosen }: Props): XyLine[] {
  const wished = chosen?.wish?.target;
  return [
    ...(wished === undefined ? [] : [{ id: 'wished', name: text.wished(whole(wished)), look: idealLook, drawn: 'line' as const, points: [0, 1].map((x) => ({ x, y: wished })) }]),
    lineOf('heldOut', text.heldOut(count(heldOut)), approach.heldOutCurve, plainLook),
    lineOf('test', text.test(count(test)), approach.testCurve, secondLook),
    ...(chosen ? markOf('chosen', text.chosen, chosen.expected, chosenLook) : []),
    ...(chosen ? markOf('chosenTest', text.chosenTest, chosen.tested, { ...chosenLook, hollow: true }) : []),
  ];
}

/** What a threshold buys: fewer answers, more of them right. */
export function AnswersChart(props: Props): ReactNode {
  const lines = linesOf(props);
  return (
    <ChartFrame
      title={title} note={text.note} table={<Twin {...props} />}
      chart={(
        <XyChart
          title={title} lines={lines} xName={covered} xFormat={whole} yFormat={shareTick} xDomain={[0, 1]}
          yTicks={shareTicks(lines.flatMap(({ points }) => points.map(({ y }) => y)))}
        />
      )}
    />
  );
}

interface TwinRow {
  part: string;
  coverage: number;
  accuracy: number | null;
  threshold: number;
}

function Twin({ approach: { heldOutCurve, testCurve }, heldOut, test, chosen }: Props): ReactNode {
  const { thresholds, expected, tested } = chosen ?? {};
  const chosenRow = (part: string, met: Read['expected'] | undefined): TwinRow[] =>
    met && thresholds ? [{ part, coverage: met.answered, accuracy: met.accuracy, threshold: thresholds.answer }] : [];
  const rows: TwinRow[] = [
    ...chosenRow(text.chosen, expected), ...chosenRow(text.chosenTest, tested),
    ...heldOutCurve.map((point) => ({ part: text.heldOut(count(heldOut)), ...point })), ...testCurve.map((point) => ({ part: text.test(count(test)), ...point })),
  ];
  return (
    <DataTable
      caption={title} rows={rows} keyOf={({ part, coverage }) => `${part} ${coverage}`}
      columns={[
        { head: text.part, cell: ({ part }) => part },
        { head: covered, numeric: true, cell: ({ coverage }) => percent(coverage) },
        { head: right, numeric: true, cell: ({ accuracy }) => (accuracy === null ? words.unknown : percent(accuracy)) },
        { head: threshold, numeric: true, cell: (row) => percent(row.threshold) },
      ]}
    />
  );
}
