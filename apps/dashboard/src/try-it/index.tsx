import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, Route, Routes } from 'react-router';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Late } from '../parts/late.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { PageTabs } from '../parts/page-tabs.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { Playground } from './playground/playground.tsx';
import { words as playgroundWords } from './playground/strings.ts';
import { words } from './strings.ts';
import css from './try-it.module.css';
import { TryOut } from './try-out.tsx';
import { useVersions } from './use-versions.ts';

export default function TryIt(): ReactNode {
  return (
    <Routes>
      <Route index element={<Page many={false} />} />
      <Route path="playground" element={<Page many />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

function Page({ many }: { many: boolean }): ReactNode {
  const { all, error, readAgain } = useVersions();
  return (
    <PageFrame title={words.title}>
      <PageTabs label={words.title} tabs={[{ to: '/try-it', label: playgroundWords.tabs.one, end: true }, { to: '/try-it/playground', label: playgroundWords.tabs.many }]} />
      <p className={css.note}>{many ? playgroundWords.note : words.note}</p>
      {error && <div className={css.apart}><Failure error={error} again={readAgain} /></div>}
      {all ? <Started all={all} many={many} /> : !error && <Late><CardSkeleton height={320} /></Late>}
    </PageFrame>
  );
}

function Started({ all, many }: { all: NonNullable<ReturnType<typeof useVersions>['all']>; many: boolean }): ReactNode {
  if (all.some(({ state }) => state === 'ready')) return many ? <Playground all={all} /> : <TryOut all={all} />;
  return <Empty title={words.noneTitle} text={words.none}><Button component={Link} to="/backends">{words.toBackends}</Button></Empty>;
}
