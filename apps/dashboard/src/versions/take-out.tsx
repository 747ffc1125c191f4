import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { words } from './strings.ts';

export const TakeOut = ({ question, onRemove }: { question: string; onRemove: () => void }): ReactNode => (
  <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words.preview.remove(question)} onClick={onRemove}><IconX size={14} aria-hidden /></ActionIcon>
);
