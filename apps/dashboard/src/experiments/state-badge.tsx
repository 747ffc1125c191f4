import type { ReactNode } from 'react';
import type { ExperimentState } from '#contracts';
import { stateNames } from './strings.ts';
import css from './experiments.module.css';

export const StateBadge = ({ state }: { state: ExperimentState }): ReactNode => (
  <span className={css.state} data-state={state}><span className={css.dot} aria-hidden /> {stateNames[state]}</span>
);
