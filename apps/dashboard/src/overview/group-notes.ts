import type { Experiment } from '#contracts';
import { words } from './strings.ts';

type Known = Pick<Experiment, 'name' | 'traffic'> & { variants: readonly { id: string }[] };

/** What tells variants of several experiments apart: whose traffic they answered, or, where that is the same, the experiment. */
export function groupNotes(groups: readonly { variantId: string | null }[], experiments: readonly Known[]): (string | undefined)[] {
  const owners = groups.map(({ variantId }) => experiments.find(({ variants }) => variants.some(({ id }) => id === variantId)));
  const shown = [...new Set(owners)].filter((owner) => owner !== undefined);
  if (shown.length < 2) return groups.map(() => undefined);
  const trafficTells = new Set(shown.map(({ traffic }) => traffic)).size === shown.length;
  return owners.map((owner) => owner && (trafficTells ? words.traffics[owner.traffic] : owner.name));
}
