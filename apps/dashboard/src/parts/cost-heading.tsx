import type { ReactNode } from 'react';
import { useSession } from '../session.tsx';
import { partWords } from '../strings.ts';
import { Explained } from './explained.tsx';

/** The name of a cost, with how it comes about. */
export function CostHeading({ children }: { children: ReactNode }): ReactNode {
  const { cpuPricePerHour } = useSession().workspace;
  return <Explained meaning={partWords.costMeaning(`$${cpuPricePerHour}`)}>{children}</Explained>;
}
