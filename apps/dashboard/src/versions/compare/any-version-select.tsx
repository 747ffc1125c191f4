import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { words as policyWords } from '../../backends/policy/strings.ts';
import type { KnownVersion } from '../../try-it/use-versions.ts';
import { words } from './strings.ts';

interface Props {
  label: string;
  all: readonly KnownVersion[];
  value: string | null;
  onChange: (id: string) => void;
}

/** Any version of any backend, whether or not it can answer. */
export function AnyVersionSelect({ label, all, value, onChange }: Props): ReactNode {
  const groups = new Map<string, { group: string; items: { value: string; label: string }[] }>();
  for (const { id, backendId, backendName, number, labels, note } of all) {
    const group = groups.get(backendId) ?? { group: backendName, items: [] };
    group.items.push({ value: id, label: [policyWords.version(backendName, number), ...labels.map((one) => `[${one}]`), note && `– ${note}`].filter(Boolean).join(' ') });
    groups.set(backendId, group);
  }
  return <Select label={label} placeholder={words.choose} searchable allowDeselect={false} data={[...groups.values()]} value={value} onChange={(id) => id && onChange(id)} maxDropdownHeight={320} />;
}
