import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { Backend } from '#contracts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { RetiringNotice } from '../retiring/retiring-notice.tsx';
import { useMay } from '../session.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useBackends, useVersions } from './data.ts';
import { DeleteBackend } from './delete-backend.tsx';
import { KindName } from './kind-name.tsx';
import { LabelsSection } from './labels/labels-section.tsx';
import { PackView } from './pack-view.tsx';
import { PolicyView } from './policy/policy-view.tsx';
import { words as policyWords } from './policy/strings.ts';
import { words } from './strings.ts';
import { words as thresholdWords } from './thresholds/strings.ts';
import { VersionThresholds } from './thresholds/version-thresholds.tsx';
import { VersionsTable } from './versions-table.tsx';
import css from './backends.module.css';

const text = words.detail;

export function BackendPage(): ReactNode {
  const { id = '' } = useParams();
  const backends = useBackends();
  const may = useMay('models:write');
  const backend = backends.data?.items.find((one) => one.id === id);
  if (backends.data && !backend) return <NotFound />;
  const create = may && <Button component={Link} to={`/backends/${id}/new`}>{text.newVersion}</Button>;
  return (
    <PageFrame title={backend?.name ?? text.missing} above={{ label: words.title, to: '/backends' }} actions={backend && may && <><DeleteBackend backend={backend} />{create}</>}>
      <Loaded reading={backends} skeleton={<CardSkeleton />}>{() => backend && <Versions backend={backend} mayWrite={may}>{create}</Versions>}</Loaded>
    </PageFrame>
  );
}

function Versions({ backend, mayWrite, children }: { backend: Backend; mayWrite: boolean; children: ReactNode }): ReactNode {
  const reading = useVersions(backend.id);
  return (
    <Loaded reading={reading} skeleton={<CardSkeleton />}>
      {({ items }) => (
        <>
          <p className={`${css.note} ${css.kind}`}><KindName kind={backend.kind} /> <span>{items[0]?.policy ? policyWords.kindHint : words.kindHints[backend.kind]}</span></p>
          <RetiringNotice concerns={({ backendId }) => backendId === backend.id} />
          {items.length === 0 ? <Empty title={text.emptyTitle} text={text.empty}>{children}</Empty> : (
            <Section title={text.versions} actions={items.length > 1 && <Button component={Link} variant="default" size="compact-sm" to={`/backends/compare?left=${items[1]!.id}&right=${items[0]!.id}`}>{text.compare}</Button>}><VersionsTable versions={items} mayWrite={mayWrite} /></Section>
          )}
          {items.length > 0 && <LabelsSection backendId={backend.id} versions={items} />}
          {items[0] && <PolicyView version={items[0]} />}
          {items[0] && <VersionThresholds version={items[0]} title={thresholdWords.from.newest} />}
          {items[0]?.promptPack && <PackView pack={items[0].promptPack} />}
        </>
      )}
    </Loaded>
  );
}
