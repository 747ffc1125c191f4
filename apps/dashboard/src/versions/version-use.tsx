import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Backend, BackendVersion, CallFailed, Experiment, Site, Variant } from '#contracts';
import { useBackends, useExperiments, useSites } from '../backends/data.ts';
import { DataTable } from '../charts/data-table.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { DespiteGate } from '../parts/despite-gate.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useReadyVersions } from '../parts/version-select.tsx';
import { useMay } from '../session.tsx';
import { words } from './strings.ts';
import { useSiteDefault } from './use-site-default.tsx';
import css from './versions.module.css';

const text = words.use;

interface Props {
  backend: Backend;
  version: BackendVersion;
  versions: readonly BackendVersion[];
}

/** Sites that it answers on or could, and experiments with the version that each keeps. */
export function VersionUse({ version, versions }: Props): ReactNode {
  const sites = useSites().data?.items ?? [];
  const experiments = useExperiments().data?.items ?? [];
  return (
    <Section title={text.title}>
      <div className={css.tables}>
        <Sites sites={sites} version={version} versions={versions} />
        <Kept experiments={experiments} version={version} versions={versions} />
      </div>
    </Section>
  );
}

function Sites({ sites, version, versions }: { sites: readonly Site[] } & Pick<Props, 'version' | 'versions'>): ReactNode {
  const { use, busy } = useSiteDefault();
  const [refused, setRefused] = useState<{ site: Site; error: CallFailed } | null>(null);
  const [overruling, setOverruling] = useState('');
  const close = (): void => {
    setRefused(null);
    setOverruling('');
  };
  const useOn = async (site: Site): Promise<void> => {
    const error = await use(version.id, [site], text.used(version.number, site.name), overruling);
    if (error) setRefused({ site, error });
    else close();
  };
  const mayUse = useMay('sites:write');
  const { choices } = useReadyVersions();
  const names = new Map((useBackends().data?.items ?? []).map(({ id, name }) => [id, name]));
  const now = ({ defaultBackendVersionId: id }: Site): string => {
    if (id === null) return text.none;
    if (id === version.id) return text.thisOne;
    const found = versions.find((one) => one.id === id) ?? choices.find((choice) => choice.version.id === id)?.version;
    return found ? text.other(names.get(found.backendId) ?? '', found.number) : '…';
  };
  const told = (site: Site): string => (site.followsBackendId === null ? now(site) : text.follows(now(site), names.get(site.followsBackendId) ?? ''));
  if (sites.length === 0) return null;
  return (
    <div>
      <p className={css.note}>{version.state === 'ready' ? text.consequence : text.untrained}</p>
      <DataTable
        caption={text.sitesCaption} rows={sites} keyOf={({ id }) => id}
        columns={[
          { head: text.site, cell: ({ name }) => <span className={css.clip} title={name}>{name}</span> },
          { head: text.now, cell: told },
          { head: <span className="visually-hidden">{text.acts}</span>, numeric: true, cell: (site) => mayUse && version.state === 'ready' && site.defaultBackendVersionId !== version.id && (
            <Button variant="default" size="compact-sm" loading={busy} onClick={() => void useOn(site)}>{text.useFor(site.name)}</Button>
          ) },
        ]}
      />
      {refused && (
        <Confirm opened onClose={close} verb={text.useFor(refused.site.name)} consequence={text.consequence} busy={busy} error={refused.error} onConfirm={() => void useOn(refused.site)}>
          <DespiteGate error={refused.error} value={overruling} onChange={setOverruling} />
        </Confirm>
      )}
    </div>
  );
}

interface KeptVariant {
  experiment: Experiment;
  variant: Variant;
}

function Kept({ experiments, version, versions }: { experiments: readonly Experiment[] } & Pick<Props, 'version' | 'versions'>): ReactNode {
  const own = new Set(versions.map(({ id }) => id));
  const kept: KeptVariant[] = experiments.flatMap((experiment) => experiment.variants.filter(({ backendVersionId }) => own.has(backendVersionId)).map((variant) => ({ experiment, variant })));
  if (kept.length === 0) return <p className={css.note}>{text.noExperiments}</p>;
  return (
    <div>
      <p className={css.note}>{text.keptHint}</p>
      <DataTable
        caption={text.experimentsCaption} rows={kept} keyOf={({ variant }) => variant.id}
        columns={[
          { head: text.experiment, cell: ({ experiment: { id, name } }) => <Link className={`${css.link} ${css.clip}`} to={`/experiments/${id}`} title={name}>{name}</Link> },
          { head: text.state, cell: ({ experiment: { state } }) => text.states[state] },
          { head: text.variant, cell: ({ variant: { name } }) => <span className={css.clip} title={name}>{name}</span> },
          { head: text.keeps, cell: ({ variant: { backendVersionId, versionNumber } }) => (backendVersionId === version.id ? text.keepsThis : text.version(versionNumber)) },
        ]}
      />
    </div>
  );
}
