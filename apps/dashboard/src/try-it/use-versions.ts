import { useQueries } from '@tanstack/react-query';
import { listBackends, listVersions } from '#contracts';
import type { Backend, BackendVersion } from '#contracts';
import { call, useRead } from '../api.ts';

export interface KnownVersion extends BackendVersion {
  backendName: string;
  isNewest: boolean;
}

export interface Versions {
  /** By backend, newest first. Undefined until read; without the versions of a backend whose reading failed. */
  all: readonly KnownVersion[] | undefined;
  error: Error | null;
  readAgain: () => void;
}

const known = ({ name }: Backend, versions: readonly BackendVersion[]): KnownVersion[] =>
  versions.map((version, at) => ({ ...version, backendName: name, isNewest: at === 0 }));

/** All versions of all backends. */
export function useVersions(): Versions {
  const backends = useRead(listBackends, {});
  const items = backends.data?.items ?? [];
  return useQueries({
    queries: items.map(({ id }) => ({ queryKey: [listVersions.path, { id }], queryFn: ({ signal }: { signal: AbortSignal }) => call(listVersions, { id }, signal) })),
    combine: (lists): Versions => ({
      all: backends.data && lists.every(({ isPending }) => !isPending)
        ? items.flatMap((backend, at) => known(backend, lists[at]?.data?.items ?? []))
        : undefined,
      error: backends.error ?? lists.find(({ error }) => error)?.error ?? null,
      readAgain: () => {
        void backends.refetch();
        for (const list of lists) if (list.error) void list.refetch();
      },
    }),
  });
}
