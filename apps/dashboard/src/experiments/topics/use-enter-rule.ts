import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { createBackend, createVersion, deleteBackend, listBackends, listIntents, listVersions, readVersion, type BackendVersion, type Experiment, type RoutingProposal } from '#contracts';
import { call } from '../../api.ts';
import { ENCODER } from '../../backends/version-draft.ts';
import { useSession } from '../../session.tsx';
import { draftOf, withEntrant } from '../draft.ts';
import { keepDraft } from '../kept-draft.ts';
import { policyFor } from './rule-policy.ts';
import { words } from './strings.ts';

const text = words.rule;
const LONGEST_NAME = 120;
const LONGEST_NOTE = 500;

/** Makes a backend that answers by the rule, then opens a new experiment with it beside the variants of this one. Nothing that runs is touched. */
export function useEnterRule(experiment: Experiment, routing: RoutingProposal) {
  const { workspace } = useSession();
  const client = useQueryClient();
  const go = useNavigate();
  return useMutation<BackendVersion, Error, string>({
    mutationFn: (name) => saveRule(name, experiment, routing),
    onSuccess: async ({ id: backendVersionId }, name) => {
      await Promise.all([listBackends, listVersions].map(({ path }) => client.invalidateQueries({ queryKey: [path] })));
      const entered = withEntrant(draftOf(experiment), { name: text.variant, backendVersionId });
      keepDraft(workspace.id, 'new', { ...entered, name: text.experiment(experiment.name).slice(0, LONGEST_NAME), hypothesis: text.hypothesis(name, routing.sentence), growthbook: null });
      void go('/experiments/new?draft=kept');
    },
  });
}

async function saveRule(name: string, { variants, name: experimentName }: Experiment, routing: RoutingProposal): Promise<BackendVersion> {
  const [{ items }, ...read] = await Promise.all([call(listIntents, {}), ...variants.map(({ backendVersionId }) => call(readVersion, { id: backendVersionId }))]);
  const known = new Set(['oos', ...items.map(({ key }) => key)]);
  const policy = policyFor(routing, new Map(variants.map(({ id }, at) => [id, read[at]!])), (key) => known.has(key));
  if (!policy) throw new Error(text.nothingLeft);
  const backend = await call(createBackend, { name, kind: 'hybrid' });
  try {
    return await call(createVersion, { id: backend.id, model: ENCODER, policy, note: text.note(experimentName).slice(0, LONGEST_NOTE) });
  } catch (error) {
    // A backend without a version would only be in the way.
    await call(deleteBackend, { id: backend.id }).catch(() => undefined);
    throw error;
  }
}
