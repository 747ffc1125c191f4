import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CallFailed } from '#contracts';
import { partWords } from '../strings.ts';
import { Failure } from './failure.tsx';
import { Late } from './late.tsx';

interface Props<T> {
  reading: UseQueryResult<T, CallFailed>;
  /** Placeholder in the shape of what will come. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** The states of something read: loading, failed, there. A failed refresh leaves the older data on the page. */
export function Loaded<T>({ reading, skeleton, children }: Props<T>): ReactNode {
  const again = () => void reading.refetch();
  if (reading.data !== undefined) {
    return <>{reading.error && <Failure error={reading.error} again={again} />}{children(reading.data)}</>;
  }
  if (reading.error) return <Failure error={reading.error} again={again} />;
  return <Late><div aria-busy="true" role="status" aria-label={partWords.loading}>{skeleton}</div></Late>;
}
