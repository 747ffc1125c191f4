import type { ReactNode } from 'react';
import { middle, weight } from '../../format.ts';
import { words } from './strings.ts';
import { stretchesOf, type Layer, type Slice } from './taken-by.ts';
import css from './slice.module.css';

const LONGEST = 40;
const width = ({ from, to }: Slice): string => `${(to - from) / 100}%`;
const range = ({ from, to }: Slice): string => words.range(weight(from), weight(to));

/** The whole of a site's visitors as a bar: what others have, what is free, and below it the own slice. The list says the same in words. */
export function SliceBar({ layer, own }: { layer: Layer; own: Slice }): ReactNode {
  const stretches = stretchesOf(layer);
  return (
    <div className={css.whole}>
      <div className={css.bar} aria-hidden>{stretches.map((one) => <span key={one.key} className={css.part} data-taken={one.name !== null} style={{ width: width(one) }} />)}</div>
      <div className={css.bar} aria-hidden><span className={css.part} data-own style={{ width: width(own), marginLeft: `${own.from / 100}%` }} /></div>
      <ul className={css.names} aria-label={words.caption}>
        {stretches.map((one) => (
          <li key={one.key}><span className={css.swatch} data-taken={one.name !== null} aria-hidden /> <span title={one.name ?? undefined}>{one.name === null ? words.free : middle(one.name, LONGEST)}</span> <span className={css.range}>{range(one)}</span></li>
        ))}
        <li><span className={css.swatch} data-own aria-hidden /> {words.this} <span className={css.range}>{range(own)}</span></li>
      </ul>
    </div>
  );
}
