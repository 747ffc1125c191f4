import type { ReactNode } from 'react';
import type { FineTune, FineTuneState } from '#contracts';
import { percent } from '../../format.ts';
import { stateOf, words } from './strings.ts';
import css from '../backends.module.css';

const looks: Readonly<Record<FineTuneState, string>> = {
  draft: 'none', validating: 'busy', uploading: 'busy', queued: 'busy', running: 'busy', succeeded: 'good', evaluated: 'good', promoted: 'good', failed: 'bad', rejected: 'bad', cancelled: 'none',
};

/** In words and as a sign; how far, while it trains. */
export const FineTuneStateMark = ({ job: { provider, state, fraction } }: { job: Pick<FineTune, 'provider' | 'state' | 'fraction'> }): ReactNode => (
  <span className={css.state} data-on={looks[state]}>{stateOf(provider, state)}{state === 'running' && fraction !== null && <span className={css.soft}>{words.list.percent(percent(fraction, 0))}</span>}</span>
);
