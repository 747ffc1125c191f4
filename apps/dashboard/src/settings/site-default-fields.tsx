import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { listBackends } from '#contracts';
import type { Site } from '#contracts';
import { useRead } from '../api.ts';
import { VersionSelect, useReadyVersions } from '../parts/version-select.tsx';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.sites;

export type SiteDefault = Pick<Site, 'defaultBackendVersionId' | 'followsBackendId'>;

interface Props {
  value: SiteDefault;
  onChange: (value: SiteDefault) => void;
}

/** Who answers outside experiments: a version, or whichever version of a backend is labelled production. */
export function SiteDefaultFields({ value, onChange }: Props): ReactNode {
  const [follows, setFollows] = useState(value.followsBackendId !== null);
  const change = (way: string): void => {
    setFollows(way === 'production');
    if (way === 'version') onChange({ ...value, followsBackendId: null });
  };
  return (
    <div className={css.form}>
      <SegmentedControl
        aria-label={text.default} value={follows ? 'production' : 'version'} onChange={change}
        data={[{ value: 'version', label: text.ways.version }, { value: 'production', label: text.ways.production }]}
      />
      {follows ? <Followed value={value} onChange={onChange} /> : (
        <VersionSelect
          label={text.default} description={text.defaultHint} placeholder={text.none} clearable value={value.defaultBackendVersionId}
          onChange={(defaultBackendVersionId) => onChange({ defaultBackendVersionId, followsBackendId: null })}
        />
      )}
    </div>
  );
}

function Followed({ value, onChange }: Props): ReactNode {
  const backends = useRead(listBackends, {}).data?.items ?? [];
  const { choices, loading } = useReadyVersions();
  const production = new Map(choices.filter(({ version }) => version.labels.includes('production')).map(({ version }) => [version.backendId, version]));
  const now = production.get(value.followsBackendId ?? '');
  return (
    <Select
      label={text.backend} description={[text.productionHint, now && text.production(now.number)].filter(Boolean).join(' ')} searchable allowDeselect={false} disabled={loading} value={value.followsBackendId}
      data={backends.map(({ id, name }) => ({ value: id, label: name, disabled: !production.has(id) }))} error={!loading && production.size === 0 && text.noProduction}
      onChange={(id) => id && onChange({ defaultBackendVersionId: production.get(id)?.id ?? value.defaultBackendVersionId, followsBackendId: id })}
    />
  );
}
