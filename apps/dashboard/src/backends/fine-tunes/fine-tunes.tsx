import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Late } from '../../parts/late.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useMay } from '../../session.tsx';
import { partWords } from '../../strings.ts';
import { BackendsFrame } from '../backends-frame.tsx';
import backends from '../backends.module.css';
import { useFineTunes } from './data.ts';
import { FineTuneTable } from './fine-tune-table.tsx';
import { words } from './strings.ts';

const text = words.list;

/** Every model that was trained or is being trained, whoever trains it. */
export function FineTunes(): ReactNode {
  const { reading, items } = useFineTunes();
  const create = useMay('models:write') && <Button component={Link} to="/backends/fine-tunes/new">{text.create}</Button>;
  return (
    <BackendsFrame>
      {reading.error && <Failure error={reading.error} again={() => void reading.refetch()} />}
      {reading.isPending && !reading.error && <Late><div aria-busy="true" role="status" aria-label={partWords.loading}><RowsSkeleton /></div></Late>}
      {reading.data && items.length === 0 && <Empty title={text.emptyTitle} text={text.empty}>{create}</Empty>}
      {items.length > 0 && (
        <>
          <div className={backends.bar}>{create}</div>
          <FineTuneTable framed items={items} />
          {reading.hasNextPage && <Button mt="md" variant="default" loading={reading.isFetchingNextPage} onClick={() => void reading.fetchNextPage()}>{text.more}</Button>}
        </>
      )}
    </BackendsFrame>
  );
}
