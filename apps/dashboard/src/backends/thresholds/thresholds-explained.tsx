import type { ReactNode } from 'react';
import { percent } from '../../format.ts';
import type { Thresholds } from './read-off.ts';
import { words } from './strings.ts';
import css from '../backends.module.css';

const told = (share: number): string => percent(share).replace('.0', '');

/** What two thresholds mean, in a sentence. */
export const ThresholdsExplained = ({ answer, clarify, source }: Thresholds & { source?: string }): ReactNode => (
  <p className={css.note} role="status">{words.explain(told(answer), told(clarify))} {source}</p>
);
