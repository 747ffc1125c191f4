import type { ReactNode } from 'react';
import type { SearchState } from '#contracts';
import { percent } from '../../format.ts';
import { words } from './strings.ts';
import css from './search.module.css';

/** One bar for each way of searching, as long as it counts. */
export const WeightBars = ({ weights }: Pick<SearchState, 'weights'>): ReactNode => (
  <dl className={css.bars}>
    {(['text', 'questions', 'meaning'] as const).map((way) => (
      <div key={way} className={css.way}>
        <dt>{words.ways[way].label}</dt>
        <dd>
          <span className={css.track} aria-hidden><span className={css.bar} style={{ inlineSize: `${weights[way] * 100}%` }} /></span>
          <span className={css.share}>{percent(weights[way], 0)}</span>
        </dd>
        <dd className={css.hint}>{words.ways[way].hint}</dd>
      </div>
    ))}
  </dl>
);
