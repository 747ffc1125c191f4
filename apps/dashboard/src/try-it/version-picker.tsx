import { ActionIcon, Button, Select } from '@mantine/core';
import type { ComboboxItem, ComboboxItemGroup } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MOST_COLUMNS, nextChoice } from './chosen.ts';
import { words } from './strings.ts';
import css from './try-it.module.css';
import type { Chosen } from './use-chosen.ts';
import type { KnownVersion } from './use-versions.ts';

const places = [words.first, words.second, words.third];

const noteOf = ({ isNewest, state, note }: KnownVersion): string =>
  [isNewest ? words.newest : '', state === 'untrained' ? words.untrained : '', note].filter(Boolean).join(' · ');

/** Backends as groups of their versions; what is chosen elsewhere or cannot answer stays visible and cannot be chosen. */
function groupsOf(all: readonly KnownVersion[], taken: readonly string[], own: string): ComboboxItemGroup<ComboboxItem>[] {
  const groups = new Map<string, ComboboxItemGroup<ComboboxItem>>();
  for (const version of all) {
    const group = groups.get(version.backendId) ?? { group: version.backendName, items: [] };
    const disabled = version.state !== 'ready' || (version.id !== own && taken.includes(version.id));
    group.items.push({ value: version.id, label: words.version(version.backendName, version.number), disabled });
    groups.set(version.backendId, group);
  }
  return [...groups.values()];
}

export function VersionPicker({ all, chosen }: { all: readonly KnownVersion[]; chosen: Chosen }): ReactNode {
  const next = chosen.ids.length < MOST_COLUMNS ? nextChoice(all, chosen.ids) : undefined;
  return (
    <div className={css.pickers}>
      {chosen.ids.map((id, at) => {
        const version = all.find((one) => one.id === id);
        const label = places[at] ?? '';
        return (
          <div key={id} className={css.picker}>
            <Select
              aria-label={label} inputWrapperOrder={['input', 'description', 'error']} description={version ? [words.kinds[version.kind], noteOf(version)].filter(Boolean).join(' · ') : words.unknown} placeholder={words.chooseVersion}
              data={groupsOf(all, chosen.ids, id)} value={version ? id : null} onChange={(value) => value && chosen.put(at, value)} searchable allowDeselect={false}
              error={version?.state === 'untrained' && words.untrained} classNames={{ description: css.oneLine ?? '' }} maxDropdownHeight={320}
            />
            {chosen.ids.length > 1 && <ActionIcon size={36} onClick={() => chosen.remove(at)} aria-label={words.remove(label)}><IconX size={18} /></ActionIcon>}
          </div>
        );
      })}
      {next !== undefined && <Button className={css.add ?? ''} variant="default" leftSection={<IconPlus size={16} />} onClick={() => chosen.add(next)}>{words.add}</Button>}
    </div>
  );
}
