import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty } from '../parts/empty.tsx';
import { NotSaved } from '../parts/failure.tsx';
import { useMay } from '../session.tsx';
import { useSites } from './data.ts';
import type { useReplay } from './data.ts';
import { words } from './strings.ts';

/** Before the first conversation: the one button that brings some. */
export function FirstTraffic({ replay }: { replay: ReturnType<typeof useReplay> }): ReactNode {
  const may = useMay('replay:run');
  const sites = useSites();
  const site = sites.data?.items[0];
  return (
    <Empty title={words.empty.title} text={words.empty.text}>
      {may && <Button disabled={!site} loading={replay.starting} onClick={() => site && replay.start(site.id)}>{words.empty.button}</Button>}
      {!may && <p>{words.empty.forbidden}</p>}
      {may && sites.data && !site && <p>{words.empty.noSite}</p>}
      <NotSaved error={replay.error} title={words.replay.failedTitle} />
    </Empty>
  );
}
