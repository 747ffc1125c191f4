import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { Id } from '#contracts';
import { MOST_COLUMNS, firstChoice } from './chosen.ts';
import type { KnownVersion } from './use-versions.ts';

export interface Chosen {
  ids: readonly string[];
  put: (at: number, id: string) => void;
  add: (id: string) => void;
  remove: (at: number) => void;
}

/** The chosen versions live in the address (`?version=…&version=…`), so that a comparison can be shared. */
export function useChosen(all: readonly KnownVersion[]): Chosen {
  const [params, setParams] = useSearchParams();
  const named = [...new Set(params.getAll('version'))].filter((id) => Id.safeParse(id).success).slice(0, MOST_COLUMNS);
  const ids = named.length > 0 ? named : firstChoice(all);
  const set = (next: readonly string[]): void => setParams(next.map((id): [string, string] => ['version', id]), { replace: true });
  const unnamed = named.length === 0 && ids.length > 0;
  useEffect(() => {
    if (unnamed) set(ids);
  });
  return {
    ids,
    put: (at, id) => set(ids.map((before, place) => (place === at ? id : before))),
    add: (id) => set([...ids, id]),
    remove: (at) => set(ids.filter((_, place) => place !== at)),
  };
}
