import type { ReactNode } from 'react';
import type { Comparison } from '#contracts';
import css from './compared.module.css';

const WIDTH = 200;
const HEIGHT = 20;
const MIDDLE = HEIGHT / 2;
const EDGE = 6;

interface Props {
  difference: Extract<Comparison['difference'], { kind: 'difference' }>;
  /** What the picture reaches on either side of zero, in the unit of the difference. */
  reach: number;
  colour: string;
}

/** One difference as a point with its two intervals, about a line at zero. The words beside it say the same. */
export function IntervalPlot({ difference: { value, low, high, anytime }, reach, colour }: Props): ReactNode {
  const at = (x: number): number => WIDTH / 2 + (Math.max(-reach, Math.min(reach, x)) / reach) * (WIDTH / 2 - EDGE);
  return (
    <svg className={css.plot} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden>
      <line className={css.zero} x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={HEIGHT} />
      <g stroke={colour} fill={colour}>
        {anytime && <line x1={at(anytime.low)} x2={at(anytime.high)} y1={MIDDLE} y2={MIDDLE} strokeWidth={1.5} />}
        {anytime && [anytime.low, anytime.high].map((end) => <line key={end} x1={at(end)} x2={at(end)} y1={MIDDLE - 4} y2={MIDDLE + 4} strokeWidth={1.5} />)}
        <line x1={at(low)} x2={at(high)} y1={MIDDLE} y2={MIDDLE} strokeWidth={4} opacity={0.55} />
        <circle cx={at(value)} cy={MIDDLE} r={3.5} />
      </g>
    </svg>
  );
}
