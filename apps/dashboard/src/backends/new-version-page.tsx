import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { useBackends, useVersions } from './data.ts';
import { words } from './strings.ts';
import { VersionForm } from './version-form.tsx';

/** A new version, begun from the newest one or from the one that the address names. */
export function NewVersionPage(): ReactNode {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const backends = useBackends();
  const versions = useVersions(id);
  const backend = backends.data?.items.find((one) => one.id === id);
  if (backends.data && !backend) return <NotFound />;
  const next = (versions.data?.items[0]?.number ?? 0) + 1;
  const title = backend ? words.version.title(backend.name, next) : words.detail.newVersion;
  return (
    <PageFrame title={title} above={{ label: backend?.name ?? words.title, to: `/backends/${id}` }}>
      <Loaded reading={versions} skeleton={<><CardSkeleton height={120} /><CardSkeleton height={420} /></>}>
        {({ items }) => backend && (
          <VersionForm key={`${id}-${params.get('from') ?? ''}`} backend={backend} versions={items} from={Number(params.get('from')) || null} />
        )}
      </Loaded>
    </PageFrame>
  );
}
