import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { Mark } from './mark.tsx';
import { isLonely } from './series.ts';
import type { Point, Series } from './series.ts';

/** Beside each other, so that no interval hides another. */
const APART = 14;
const CAP = 4;
const TEXT_GAP = 10;

interface Props {
  series: readonly Series[];
  format: (value: number) => string;
  /** The whole chart is one point of time: there is room to write the values. */
  alone: boolean;
}

/** Points that no line reaches, each with its interval as a whisker. Only inside a chart. */
export function LonelyPoints({ series, format, alone }: Props): ReactNode {
  const [x, y, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  if (!x || !y || !area) return null;
  const step = alone ? area.width / (series.length + 1) : APART;
  return series.map(({ id, look, points }, place) => points.map((point, at) => {
    if (point.value === null || !isLonely(points, at)) return null;
    const left = Number(x(point.start)) + (place - (series.length - 1) / 2) * step;
    return (
      <Fragment key={`${id} ${point.start}`}>
        <Whisker point={point} colour={look.colour} x={left} y={(value) => Number(y(value))} />
        <Mark look={look} x={left} y={Number(y(point.value))} />
        {alone && <text x={left + TEXT_GAP} y={Number(y(point.value))} dominantBaseline="central">{format(point.value)}</text>}
      </Fragment>
    );
  }));
}

function Whisker({ point: { band }, colour, x, y }: { point: Point; colour: string; x: number; y: (value: number) => number }): ReactNode {
  if (!band) return null;
  const [low, high] = [y(band[0]), y(band[1])];
  return <path d={`M${x},${low}V${high}M${x - CAP},${low}h${2 * CAP}M${x - CAP},${high}h${2 * CAP}`} stroke={colour} strokeWidth={1.5} fill="none" />;
}
