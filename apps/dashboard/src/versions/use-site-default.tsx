import { notifications } from '@mantine/notifications';
import { changeSite, listSites } from '#contracts';
import type { Site } from '#contracts';
import { useChange } from '../api.ts';
import { offerUndo } from '../parts/offer-undo.tsx';
import { words } from './strings.ts';

/** Lets a version answer on sites from now on, and offers the way back. */
export function useSiteDefault(): { use: (versionId: string, sites: readonly Site[], done: string) => Promise<void>; busy: boolean } {
  const change = useChange(changeSite, listSites);
  const use = async (versionId: string, sites: readonly Site[], done: string): Promise<void> => {
    const changed: Site[] = [];
    for (const site of sites) {
      try {
        await change.mutateAsync({ id: site.id, defaultBackendVersionId: versionId });
        changed.push(site);
      } catch (error) {
        notifications.show({ color: 'red', title: words.editor.notUsed(site.name), message: error instanceof Error ? error.message : String(error) });
      }
    }
    const undo = () => Promise.all(changed.map(({ id, defaultBackendVersionId, followsBackendId }) => change.mutateAsync({ id, ...(followsBackendId ? { followsBackendId } : { defaultBackendVersionId }) })));
    if (changed.length > 0) offerUndo(done, undo);
  };
  return { use, busy: change.isPending };
}
