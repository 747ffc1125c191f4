import { Select } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listBackends, listVersions } from '#contracts';
import type { BackendVersion } from '#contracts';
import { call, useRead } from '../api.ts';
import { words as policyWords } from '../backends/policy/strings.ts';

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

/** "Prompt, version 3"; null without an id and until it is known. */
export function useVersionName(id: string | null): string | null {
  const { choices } = useReadyVersions();
  const found = choices.find(({ version }) => version.id === id);
  return found ? policyWords.version(found.backendName, found.version.number) : null;
}

interface Props {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
  description?: string;
  placeholder?: string;
  clearable?: boolean;
  error?: ReactNode;
  /** Only versions that a policy may name: those that answer themselves. */
  routable?: boolean;
}

/** Chooses a backend version, grouped by backend. */
export function VersionSelect({ value, routable = false, ...rest }: Props): ReactNode {
  const { choices: ready, loading } = useReadyVersions();
  const choices = ready.filter(({ version }) => !routable || version.policy === null);
  const groups = [...new Set(choices.map(({ version }) => version.backendId))].map((backendId) => {
    const own = choices.filter(({ version }) => version.backendId === backendId);
    const name = own[0]?.backendName ?? '';
    return { group: name, items: own.map(({ version: { id, number, note } }) => ({ value: id, label: `${name}, version ${number}${note ? `: ${note}` : ''}` })) };
  });
  // What is typed before the list is there would be replaced by the name of the chosen version.
  return <Select searchable disabled={loading} data={groups} value={value} {...rest} />;
}
