import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { listSites } from '#contracts';
import { useRead } from '../api.ts';
import { words } from './strings.ts';
import type { FilterControl, FilterName } from './use-filters.ts';

const optionsOf = (labels: Record<string, string>): { value: string; label: string }[] => Object.entries(labels).map(([value, label]) => ({ value, label }));

export function FilterBar({ filters, set }: FilterControl): ReactNode {
  const sites = useRead(listSites, {});
  const [search, setSearch] = useState(filters.search ?? '');
  const apply = useDebouncedCallback((text: string) => set('search', text.trim() || null), 300);
  const choice = (name: FilterName, label: string, data: { value: string; label: string }[]): ReactNode => (
    <Select label={label} placeholder={words.any} data={data} value={filters[name] ?? null} onChange={(value) => set(name, value)} clearable w="11rem" />
  );
  return (
    <>
      <TextInput
        label={words.search} leftSection={<IconSearch size={16} />} value={search} w="16rem" type="search"
        onChange={({ currentTarget: { value } }) => {
          setSearch(value);
          apply(value);
        }}
      />
      {choice('state', words.state, optionsOf(words.states))}
      {choice('traffic', words.traffic, optionsOf(words.traffics))}
      {(sites.data?.items.length ?? 0) > 1 && choice('siteId', words.site, sites.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [])}
    </>
  );
}
