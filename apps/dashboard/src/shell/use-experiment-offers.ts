import { useNavigate } from 'react-router';
import { listExperiments } from '#contracts';
import { useRead } from '../api.ts';
import { possible } from '../experiments/possible-steps.ts';
import { words } from '../experiments/strings.ts';
import { useMay } from '../session.tsx';
import type { Offer } from './offers.ts';

/** Start, pause, go on or stop each experiment: opens its page with the consequence, where it is confirmed. */
export function useExperimentOffers(wanted: boolean): Offer[] {
  const may = useMay('experiments:write');
  const go = useNavigate();
  const experiments = useRead(listExperiments, {}, { enabled: wanted && may });
  return (experiments.data?.items ?? []).flatMap(({ id, name, state, siteName }) => possible[state].map((step) => ({
    id: `${step} ${id}`, label: `${words.steps[step].verb}: ${name}`, description: siteName, onClick: () => void go(`/experiments/${id}?step=${step}`),
  })));
}
