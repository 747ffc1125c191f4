import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Experiment } from '#contracts';
import { Confirm } from '../parts/confirm.tsx';
import { DespiteGate, despite } from '../parts/despite-gate.tsx';
import { useDeleteExperiment, usePause, useStart, useStop } from './data.ts';
import { FallbackNotice } from './fallback-notice.tsx';
import { possible } from './possible-steps.ts';
import type { Step } from './possible-steps.ts';
import { ReasonField } from './reason-field.tsx';
import { words } from './strings.ts';

const starting: readonly Step[] = ['start', 'goOn'];
const forGood: readonly Step[] = ['stop', 'delete'];

/** The buttons that move an experiment on; each says first what will follow. The address names the step, so that it can be opened from elsewhere. */
export function Steps({ experiment }: { experiment: Experiment }): ReactNode {
  const [address, setAddress] = useSearchParams();
  const asked = possible[experiment.state].find((step) => step === address.get('step')) ?? null;
  const setAsked = (step: Step | null): void => setAddress(step ? { step } : {}, { replace: true });
  const [reason, setReason] = useState('');
  const [overruling, setOverruling] = useState('');
  const go = useNavigate();
  const [start, pause, stop, remove] = [useStart(), usePause(), useStop(), useDeleteExperiment()];
  const all = [start, pause, stop, remove];
  const close = () => {
    setAsked(null);
    setReason('');
    setOverruling('');
    for (const one of all) one.reset();
  };
  const input = { id: experiment.id, reason };
  const take: Record<Step, () => void> = {
    start: () => start.mutate({ ...input, ...despite(overruling) }, { onSuccess: close }),
    goOn: () => start.mutate({ ...input, ...despite(overruling) }, { onSuccess: close }),
    pause: () => pause.mutate(input, { onSuccess: close }),
    stop: () => stop.mutate(input, { onSuccess: close }),
    delete: () => remove.mutate({ id: experiment.id }, { onSuccess: () => void go('/experiments') }),
  };
  const step = asked ? words.steps[asked] : null;
  return (
    <>
      {possible[experiment.state].map((one) => (
        <Button key={one} variant={starting.includes(one) ? 'filled' : 'default'} onClick={() => setAsked(one)}>{words.steps[one].verb}</Button>
      ))}
      {asked && step && (
        <Confirm
          opened onClose={close} verb={step.verb} consequence={step.consequence} busy={all.some(({ isPending }) => isPending)}
          error={all.find(({ error }) => error)?.error ?? null} onConfirm={take[asked]} danger={forGood.includes(asked)}
          {...(forGood.includes(asked) ? { typed: experiment.name } : {})}
        >
          {starting.includes(asked) && experiment.crossEngineFallback && <FallbackNotice siteId={experiment.siteId} />}
          {asked !== 'delete' && <ReasonField state={experiment.state} value={reason} onChange={setReason} />}
          <DespiteGate error={start.error} value={overruling} onChange={setOverruling} />
        </Confirm>
      )}
    </>
  );
}
