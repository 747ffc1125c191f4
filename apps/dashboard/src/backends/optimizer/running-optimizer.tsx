import { Button, Progress } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { OptimizerRun } from '#contracts';
import { count, percent } from '../../format.ts';
import { Failure } from '../../parts/failure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import css from '../backends.module.css';
import { useCancel } from './data.ts';
import { words } from './strings.ts';

const text = words.page;

/** Whatever is nearer to its end: tokens or answers. */
const shareOf = ({ tokens, tokenBudget, rollouts, rolloutLimit }: OptimizerRun): number => Math.min(1, Math.max(tokenBudget > 0 ? tokens / tokenBudget : 0, rollouts / rolloutLimit));

/** How far a run is, what it has found, and the way to stop it. */
export function RunningOptimizer({ run, may }: { run: OptimizerRun; may: boolean }): ReactNode {
  const cancel = useCancel();
  const { id, state, tokens, tokenBudget, rollouts, rolloutLimit, candidates, frontSize, startScore, best } = run;
  const stop = () => cancel.mutate({ id }, { onSuccess: () => notifications.show({ message: text.cancelled }) });
  return (
    <Section title={words.states[state]} actions={may && <Button variant="default" size="compact-sm" loading={cancel.isPending} onClick={stop}>{text.cancel}</Button>}>
      <p className={css.stage}>
        {tokenBudget > 0 && <span>{text.ofTokens(count(tokens), count(tokenBudget))}</span>}
        <span>{text.ofAnswers(count(rollouts), count(rolloutLimit))}</span>
        {candidates > 0 && <><span className={css.soft}>{text.candidates(count(candidates))}</span><span className={css.soft}>{text.front(count(frontSize))}</span></>}
      </p>
      <Progress value={shareOf(run) * 100} aria-label={text.progress} mb="md" />
      <p className={css.told} role="status">{startScore === null || best === null ? text.scoring : text.hero(percent(startScore), percent(best.score))}</p>
      {cancel.error && <Failure error={cancel.error} title={text.notCancelled} />}
      <p className={css.note}>{text.cancelHint}</p>
    </Section>
  );
}
