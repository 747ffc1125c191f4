import type { ReactNode } from 'react';
import type { RunState } from '#contracts';
import { words } from './strings.ts';
import css from './backends.module.css';

const signs: Record<RunState, string> = { queued: 'none', running: 'busy', succeeded: 'good', failed: 'bad', cancelled: 'none' };

export const RunStateMark = ({ state }: { state: RunState }): ReactNode => <span className={css.state} data-on={signs[state]}>{words.training.states[state]}</span>;
