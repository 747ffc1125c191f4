import { Select } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listBackends, listVersions } from '#contracts';
import type { BackendVersion } from '#contracts';
import { call, useRead } from '../api.ts';

interface Choice {
  version: BackendVersion;
  backendName: string;
}

/** Every backend version that can answer, newest first within its backend. */
export function useReadyVersions(): { choices: Choice[]; loading: boolean } {
  const backends = useRead(listBackends, {});
  const items = backends.data?.items ?? [];
  const versions = useQueries({
    queries: items.map(({ id }) => ({ queryKey: [listVersions.path, { id }], queryFn: ({ signal }: { signal: AbortSignal }) => call(listVersions, { id }, signal) })),
  });
  const choices = items.flatMap(({ name }, at) => (versions[at]?.data?.items ?? [])
    .filter(({ state }) => state === 'ready').map((version) => ({ version, backendName: name })));
  return { choices, loading: backends.isPending || versions.some(({ isPending }) => isPending) };
}

interface Props {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
  description?: string;
  placeholder?: string;
  clearable?: boolean;
  error?: ReactNode;
}

/** Chooses a backend version, grouped by backend. */
export function VersionSelect({ value, ...rest }: Props): ReactNode {
  const { choices } = useReadyVersions();
  const groups = [...new Set(choices.map(({ version }) => version.backendId))].map((backendId) => {
    const own = choices.filter(({ version }) => version.backendId === backendId);
    const name = own[0]?.backendName ?? '';
    return { group: name, items: own.map(({ version: { id, number, note } }) => ({ value: id, label: `${name}, version ${number}${note ? `: ${note}` : ''}` })) };
  });
  return <Select searchable data={groups} value={value} {...rest} />;
}
