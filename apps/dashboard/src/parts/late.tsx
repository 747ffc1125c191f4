import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';

/** Draws its content after 200 ms: what loads faster than that needs no skeleton. */
export function Late({ children }: { children: ReactNode }): ReactNode {
  const [due, setDue] = useState(false);
  useTimeout(() => setDue(true), 200, { autoInvoke: true });
  return due ? children : null;
}
