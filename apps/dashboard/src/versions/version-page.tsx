import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Backend, BackendVersion } from '#contracts';
import { useBackends, useVersions } from '../backends/data.ts';
import { PackView } from '../backends/pack-view.tsx';
import { PolicyView } from '../backends/policy/policy-view.tsx';
import { VersionThresholds } from '../backends/thresholds/version-thresholds.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { EditToAnswerSection } from './edit-to-answer.tsx';
import { words } from './strings.ts';
import { VersionActions } from './version-actions.tsx';
import { VersionComparison } from './version-comparison.tsx';
import { VersionFactsSection } from './version-facts.tsx';
import { VersionUse } from './version-use.tsx';

const text = words.page;

/** One saved version: what it says, what is different in it, who is answered by it, and how soon it answered. */
export function VersionPage(): ReactNode {
  const { id = '', number = '' } = useParams();
  const backends = useBackends();
  const versions = useVersions(id);
  const backend = backends.data?.items.find((one) => one.id === id);
  const version = versions.data?.items.find((one) => String(one.number) === number);
  if ((backends.data && !backend) || (versions.data && !version)) return <NotFound />;
  return (
    <PageFrame
      title={backend && version ? text.title(backend.name, version.number) : text.missing} above={{ label: backend?.name ?? text.missing, to: `/backends/${id}` }}
      actions={version && <VersionActions version={version} newest={versions.data?.items[0]?.number ?? version.number} />}
    >
      <Loaded reading={versions} skeleton={<><CardSkeleton height={120} /><CardSkeleton height={320} /></>}>
        {({ items }) => backend && version && <Parts key={version.id} backend={backend} version={version} versions={items} />}
      </Loaded>
    </PageFrame>
  );
}

const Parts = ({ backend, version, versions }: { backend: Backend; version: BackendVersion; versions: readonly BackendVersion[] }): ReactNode => (
  <>
    <VersionFactsSection version={version} newest={versions[0] ?? version} />
    <PolicyView version={version} />
    <VersionThresholds version={version} />
    <EditToAnswerSection version={version} />
    <VersionUse backend={backend} version={version} versions={versions} />
    <VersionComparison version={version} versions={versions} />
    {version.promptPack && <PackView pack={version.promptPack} title={text.pack} />}
  </>
);
