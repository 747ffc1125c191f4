import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { pageNames } from '../strings.ts';
import css from './shell.module.css';

/** The shell before it is known who is there. */
export const ShellSkeleton = (): ReactNode => (
  <div className={css.shell}>
    <div className={css.rail}>{Object.keys(pageNames).map((page) => <Skeleton key={page} height={20} my={5} />)}</div>
    <div className={css.content}><Skeleton height={28} width={180} mb="lg" /><Skeleton height={320} /></div>
  </div>
);
