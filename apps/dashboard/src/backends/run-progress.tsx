import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TrainingProgress } from '#contracts';
import { count, percent } from '../format.ts';
import { words } from './strings.ts';
import { words as trainWords } from './train/strings.ts';
import css from './backends.module.css';

const text = words.training;
const MINUTES_FROM_S = 90;

export const timeOf = (seconds: number): string => seconds < MINUTES_FROM_S ? text.seconds(Math.max(1, Math.round(seconds))) : text.minutes(Math.round(seconds / 60));

/** Where a run stands, in words and as a bar. */
export function RunProgress({ progress }: { progress: TrainingProgress }): ReactNode {
  const { stage, fraction, epoch, epochs, examplesPerSecond, etaSeconds, round = 1, rounds = 1 } = progress;
  const ofEpochs = stage === 'top_layer' && epochs > 0 ? `, ${text.epoch(epoch, epochs)}` : '';
  const ofRounds = rounds > 1 && stage !== 'done' ? `, ${text.round(round, rounds)}` : '';
  const { search } = progress;
  const trial = stage === 'searching' && search ? `, ${trainWords.progress.trial(search.trial, search.trials)}` : '';
  return (
    <>
      <p className={css.stage}>
        <span role="status">{text.stages[stage]}{trial}{ofEpochs}{ofRounds}</span>
        <span>{percent(fraction, 0)}</span>
        {etaSeconds !== null && etaSeconds > 0 && <span className={css.soft}>{text.left(timeOf(etaSeconds))}</span>}
        {examplesPerSecond !== null && <span className={css.soft}>{text.speed(count(examplesPerSecond))}</span>}
        {stage === 'searching' && search && <span className={css.soft}>{trainWords.progress.rounds(search.done, search.planned)}</span>}
        {search && stage === 'searching' && <span className={css.soft}>{trainWords.progress.best(percent(search.best), percent(search.standard))}</span>}
      </p>
      <Progress value={fraction * 100} aria-label={text.progress} mb="md" />
    </>
  );
}
