import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Late } from '../parts/late.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { words } from './strings.ts';
import css from './try-it.module.css';
import { TryOut } from './try-out.tsx';
import { useVersions } from './use-versions.ts';

export default function TryIt(): ReactNode {
  const { all, error, readAgain } = useVersions();
  return (
    <PageFrame title={words.title}>
      <p className={css.note}>{words.note}</p>
      {error && <div className={css.apart}><Failure error={error} again={readAgain} /></div>}
      {all ? <Started all={all} /> : !error && <Late><CardSkeleton height={320} /></Late>}
    </PageFrame>
  );
}

function Started({ all }: { all: NonNullable<ReturnType<typeof useVersions>['all']> }): ReactNode {
  if (all.some(({ state }) => state === 'ready')) return <TryOut all={all} />;
  return <Empty title={words.noneTitle} text={words.none}><Button component={Link} to="/backends">{words.toBackends}</Button></Empty>;
}
