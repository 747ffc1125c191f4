import { notifications } from '@mantine/notifications';
import { changeSite, listSites } from '#contracts';
import type { CallFailed, Site } from '#contracts';
import { useChange } from '../api.ts';
import { despite, refusedByGate } from '../parts/despite-gate.tsx';
import { offerUndo } from '../parts/offer-undo.tsx';
import { words } from './strings.ts';

interface SiteDefaults {
  /** @returns what the gate said when it keeps the version out and no reason to overrule it is given; null otherwise */
  use: (versionId: string, sites: readonly Site[], done: string, overruling?: string) => Promise<CallFailed | null>;
  busy: boolean;
}

/** Lets a version answer on sites from now on, and offers the way back. */
export function useSiteDefault(): SiteDefaults {
  const change = useChange(changeSite, listSites);
  const use: SiteDefaults['use'] = async (versionId, sites, done, overruling = '') => {
    const changed: Site[] = [];
    for (const site of sites) {
      try {
        await change.mutateAsync({ id: site.id, defaultBackendVersionId: versionId, ...despite(overruling) });
        changed.push(site);
      } catch (error) {
        if (refusedByGate(error)) return error;
        notifications.show({ color: 'red', title: words.editor.notUsed(site.name), message: error instanceof Error ? error.message : String(error) });
      }
    }
    // The way back is open also to a version that the gate would keep out today: visitors had it.
    const undo = () => Promise.all(changed.map(({ id, defaultBackendVersionId, followsBackendId }) => change.mutateAsync({ id, ...(followsBackendId ? { followsBackendId } : { defaultBackendVersionId }), despiteGate: words.use.undone })));
    if (changed.length > 0) offerUndo(done, undo);
    return null;
  };
  return { use, busy: change.isPending };
}
