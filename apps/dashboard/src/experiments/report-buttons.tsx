import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { exportComparisons, readReport, requestOf } from '#contracts';
import { PrintButton } from './print/printed.tsx';
import { words } from './strings.ts';

const text = words.report;

/** What of an experiment can be carried away: with the report file, anybody can compute its numbers again. */
export function ReportButtons({ id }: { id: string }): ReactNode {
  return (
    <Group gap="xs" mb="md">
      <Button component="a" href={requestOf(readReport, { id }).path} download variant="default" size="compact-sm" title={text.fileHint} leftSection={<IconDownload size={16} aria-hidden />}>{text.file}</Button>
      <Button component="a" href={requestOf(exportComparisons, { id }).path} download variant="default" size="compact-sm" leftSection={<IconDownload size={16} aria-hidden />}>{text.csv}</Button>
      <PrintButton />
    </Group>
  );
}
