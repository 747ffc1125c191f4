import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { words } from './strings.ts';

const LONGEST = 200;

/** Words to look for; passed on when the typing pauses. */
export function SearchField({ value, onSearch }: { value: string; onSearch: (text: string | null) => void }): ReactNode {
  const [text, setText] = useState(value);
  const apply = useDebouncedCallback((typed: string) => onSearch(typed.trim() || null), 300);
  return (
    <TextInput
      label={words.search} type="search" leftSection={<IconSearch size={16} aria-hidden />} value={text} maxLength={LONGEST} w="16rem"
      onChange={({ currentTarget: { value: typed } }) => {
        setText(typed);
        apply(typed);
      }}
    />
  );
}
