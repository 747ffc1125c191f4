import type { ReactNode } from 'react';
import type { ModelHealth } from '#contracts';
import { count } from '../../format.ts';
import css from './health.module.css';
import { words } from './strings.ts';

const [step, height] = [3, 24];

/** Questions per half hour of the last day, what failed of them at the foot in another pattern. */
export function Course({ halfHours }: { halfHours: ModelHealth['halfHours'] }): ReactNode {
  const sum = (of: 'calls' | 'failed'): number => halfHours.reduce((all, one) => all + one[of], 0);
  const busiest = Math.max(...halfHours.map(({ calls }) => calls));
  if (busiest === 0) return <span className={css.soft}>{words.quiet}</span>;
  // One question still has to be seen.
  const tall = (calls: number): number => (calls === 0 ? 0 : Math.max(2, (calls / busiest) * height));
  return (
    <svg className={css.course} width={halfHours.length * step} height={height + 1} role="img" aria-label={words.course(count(sum('calls')), count(sum('failed')), count(busiest))}>
      <line x1={0} x2={halfHours.length * step} y1={height + 0.5} y2={height + 0.5} className={css.ground} />
      {halfHours.map(({ start, calls, failed }, at) => calls > 0 && (
        <g key={start}>
          <rect x={at * step} y={height - tall(calls)} width={step - 1} height={tall(calls)} className={css.calls} />
          {failed > 0 && <rect x={at * step} y={height - tall(failed)} width={step - 1} height={tall(failed)} className={css.failed} />}
        </g>
      ))}
    </svg>
  );
}
