import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';

const times = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** A table to come: rows of the height that they will have. */
export const RowsSkeleton = ({ rows = 6 }: { rows?: number }): ReactNode => (
  <div>{times(rows).map((at) => <Skeleton key={at} height={20} my={8} radius="sm" />)}</div>
);

export const CardSkeleton = ({ height = 280 }: { height?: number }): ReactNode => <Skeleton height={height} radius="sm" mb="lg" />;
