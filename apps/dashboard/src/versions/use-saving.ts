import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { createVersion, listBackends, listVersions, previewAnswer, readEditToAnswer } from '#contracts';
import type { BackendVersion, CallFailed, CallOf, Site } from '#contracts';
import { call, useChange } from '../api.ts';
import { words } from './strings.ts';
import { useSiteDefault } from './use-site-default.tsx';

interface Saving {
  save: (request: CallOf<typeof createVersion>, sites: readonly Site[], question: string | undefined, onSaved: () => void) => void;
  busy: boolean;
  /** It is saved; the page is about to be left. */
  done: boolean;
  error: CallFailed | null;
  forgetError: () => void;
}

/** Saves a version, lets it answer where it shall, and asks it once, so that the way from the edit to an answer is known. */
export function useSaving(): Saving {
  const client = useQueryClient();
  const create = useChange(createVersion, listVersions, listBackends);
  const { use, busy } = useSiteDefault();
  const go = useNavigate();
  const readTimes = () => client.invalidateQueries({ queryKey: [readEditToAnswer.path] });

  const saved = (version: BackendVersion, sites: readonly Site[], question: string | undefined): void => {
    const { id, backendId, number } = version;
    if (sites.length > 0) void use(id, sites, words.editor.savedFor(number, sites.map(({ name }) => name).join(', ')));
    else notifications.show({ message: words.editor.saved(number) });
    // A failure shows in the times: the version has not answered.
    if (question !== undefined) void call(previewAnswer, { backendVersionId: id, text: question }).then(readTimes, () => undefined);
    void go(`/backends/${backendId}/versions/${number}`);
  };

  return {
    busy: create.isPending || busy,
    done: create.isSuccess,
    error: create.error,
    forgetError: create.reset,
    save: (request, sites, question, onSaved) => create.mutate(request, {
      onSuccess: (version) => {
        onSaved();
        saved(version, sites, question);
      },
      // Who saved meanwhile, and what, is what has to be shown now.
      onError: ({ code }) => {
        if (code === 'version_conflict') void client.invalidateQueries({ queryKey: [listVersions.path] });
      },
    }),
  };
}
