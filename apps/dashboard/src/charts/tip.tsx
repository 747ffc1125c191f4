import type { ReactNode } from 'react';
import { shortDay } from '../format.ts';
import { Swatch } from './mark.tsx';
import type { Series } from './series.ts';
import css from './charts.module.css';

interface Props {
  series: readonly Series[];
  /** Given by the chart. */
  active?: boolean;
  label?: string | number;
}

/** One day's numbers in words. */
export function Tip({ series, active, label }: Props): ReactNode {
  if (!active || typeof label !== 'string') return null;
  return (
    <div className={css.tip}>
      <p className={css.day}>{shortDay(label)}</p>
      {series.map(({ id, name, note, look, points }) => {
        const point = points.find(({ day }) => day === label);
        return point && <p key={id}><Swatch look={look} /> {note ? `${name}, ${note}` : name}: {point.told}</p>;
      })}
    </div>
  );
}
