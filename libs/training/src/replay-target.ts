import { createExperiment, listExperiments, listSites, startExperiment, type Call, type Experiment, type Site } from '#contracts';
import { WrongSetting } from '#platform';

/**
 * The site to play on: by name, id or public key. When none is named, one where an experiment runs, else the first.
 *
 * @throws WrongSetting with a sentence
 */
export async function findSite(call: Call, wanted: string | undefined): Promise<Site> {
  const { items } = await call(listSites, {});
  const found = wanted === undefined ? await likelySite(call, items) : items.find((site) => [site.id, site.name, site.publicKey].includes(wanted));
  if (!found) throw new WrongSetting(wanted === undefined ? 'There is no site yet: create one first.' : `There is no site "${wanted}".`);
  return found;
}

async function likelySite(call: Call, sites: readonly Site[]): Promise<Site | undefined> {
  const { items: running } = await call(listExperiments, { state: 'running' });
  const busy = running.find(({ traffic }) => traffic === 'replay') ?? running[0];
  return sites.find(({ id }) => id === busy?.siteId) ?? sites[0];
}

/**
 * The experiment that replayed visitors of a site meet. An experiment counts one kind of traffic: beside a running one
 * for live visitors, the same variants are compared on replayed questions in an experiment of their own.
 *
 * @returns null when none runs on the site: then its default backend answers
 */
export async function experimentForReplay(call: Call, siteId: string): Promise<Experiment | null> {
  const { items } = await call(listExperiments, { siteId, state: 'running' });
  const own = items.find(({ traffic }) => traffic === 'replay');
  if (own) return own;
  const live = items.find(({ traffic }) => traffic === 'live');
  if (!live) return null;
  const { name, hypothesis, unit, crossEngineFallback, plannedRatings } = live;
  const draft = await call(createExperiment, {
    siteId, name: `${name} (replayed questions)`.slice(0, 120), hypothesis, unit, traffic: 'replay', coverage: 10_000, crossEngineFallback, plannedRatings,
    variants: live.variants.map((variant) => ({ name: variant.name, backendVersionId: variant.backendVersionId, weight: variant.weight, isControl: variant.isControl, isTwin: variant.isTwin })),
  });
  return call(startExperiment, { id: draft.id, reason: 'A replay was started.' });
}
