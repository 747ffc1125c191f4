import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty } from '../parts/empty.tsx';
import { words } from './strings.ts';

/** A list is empty because of its filters only. */
export const NothingFits = ({ clear }: { clear: () => void }): ReactNode => (
  <Empty title={words.noneTitle} text={words.none}><Button variant="default" onClick={clear}>{words.clear}</Button></Empty>
);
