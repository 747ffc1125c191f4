import { useReadyVersions } from '../parts/version-select.tsx';
import { useExperiments, useSites } from './data.ts';
import { words } from './strings.ts';

/** Where each backend is used, in words, by its id; null until that is known. */
export function useUsage(): Map<string, string[]> | null {
  const { choices, loading } = useReadyVersions();
  const sites = useSites().data?.items;
  const experiments = useExperiments().data?.items;
  if (loading || !sites || !experiments) return null;
  const backendOf = new Map(choices.map(({ version }) => [version.id, version.backendId]));
  const routing = choices.filter(({ version }, at) => choices.findIndex((one) => one.version.backendId === version.backendId) === at);
  const ids = [...new Set(backendOf.values())];
  return new Map(ids.map((id) => {
    const using = experiments.filter(({ variants }) => variants.some(({ backendVersionId }) => backendOf.get(backendVersionId) === id));
    const ended = using.filter(({ state }) => state === 'stopped').length;
    return [id, [
      ...sites.filter(({ defaultBackendVersionId }) => defaultBackendVersionId && backendOf.get(defaultBackendVersionId) === id).map(({ name }) => words.list.site(name)),
      ...using.filter(({ state }) => state !== 'stopped').map(({ name }) => words.list.experiment(name)),
      ...routing.filter(({ version }) => version.backendId !== id && version.answeredBy.some(({ backendId }) => backendId === id)).map(({ backendName }) => words.list.routedBy(backendName)),
      ...(ended > 0 ? [words.list.past(ended)] : []),
    ]];
  }));
}
