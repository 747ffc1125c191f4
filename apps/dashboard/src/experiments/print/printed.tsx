import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Results } from '#contracts';
import { instant } from '../../format.ts';
import { useSession } from '../../session.tsx';
import { usePageHead } from './page-head.ts';
import { printPage } from './print-page.ts';
import { words } from './strings.ts';
import { useUnfolded } from './use-unfolded.ts';
import page from '../experiments.module.css';

export const PrintButton = (): ReactNode => (
  <Button variant="default" size="compact-sm" title={words.printHint} leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => void printPage()}>{words.print}</Button>
);

/** What stands on paper only: whose results these are, of when and by which formulas. */
export function PrintHead({ results: { experiment, analysis, computedAt } }: { results: Results }): ReactNode {
  const { name, timeZone } = useSession().workspace;
  const time = instant(computedAt, timeZone);
  usePageHead(words.pageHead(experiment.name, time));
  useUnfolded();
  return <p className={page.facts} data-print="only">{words.madeBy(name, analysis.formulas)}</p>;
}
