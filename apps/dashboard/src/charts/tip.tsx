import type { ReactNode } from 'react';
import { pointName } from '../format.ts';
import { Swatch } from './mark.tsx';
import type { Picture } from './series.ts';
import css from './charts.module.css';

interface Props extends Pick<Picture, 'series' | 'bucket'> {
  /** Given by the chart. */
  active?: boolean;
  label?: string | number;
}

/** One point of time, its numbers in words. */
export function Tip({ series, bucket, active, label }: Props): ReactNode {
  if (!active || typeof label !== 'string') return null;
  return (
    <div className={css.tip}>
      <p className={css.day}>{pointName(label, bucket)}</p>
      {series.map(({ id, name, note, look, points }) => {
        const point = points.find(({ start }) => start === label);
        return point && <p key={id}><Swatch look={look} /> {note ? `${name}, ${note}` : name}: {point.told}</p>;
      })}
    </div>
  );
}
