import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { partWords } from '../strings.ts';

export function CopyButton({ text, label = partWords.copy }: { text: string; label?: string }): ReactNode {
  const { copied, copy } = useClipboard({ timeout: 2_000 });
  const says = copied ? partWords.copied : label;
  return (
    <Tooltip label={says}>
      <ActionIcon onClick={() => copy(text)} aria-label={says}>{copied ? <IconCheck size={18} /> : <IconCopy size={18} />}</ActionIcon>
    </Tooltip>
  );
}
