import type { ReactNode } from 'react';
import type { DuelVariant } from '#contracts';
import css from './duels.module.css';

const WIDTH = 160;
const HEIGHT = 20;
const MIDDLE = HEIGHT / 2;
const EDGE = 6;

/** One share with its interval between never and always, about a line at half. The words beside it say the same. */
export function SharePlot({ chance: { share, low, high }, colour }: { chance: NonNullable<DuelVariant['overControl']>; colour: string }): ReactNode {
  const at = (x: number): number => EDGE + x * (WIDTH - 2 * EDGE);
  return (
    <svg className={css.plot} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden>
      <line className={css.axis} x1={at(0)} x2={at(1)} y1={MIDDLE} y2={MIDDLE} />
      <line className={css.half} x1={at(0.5)} x2={at(0.5)} y1={0} y2={HEIGHT} />
      <g stroke={colour} fill={colour}>
        <line x1={at(low)} x2={at(high)} y1={MIDDLE} y2={MIDDLE} strokeWidth={4} opacity={0.55} />
        <circle cx={at(share)} cy={MIDDLE} r={3.5} />
      </g>
    </svg>
  );
}
