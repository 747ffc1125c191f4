import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BackendVersion, Site } from '#contracts';
import { words } from './strings.ts';

const text = words.editor;

/** What answers on a site now, as somebody who edits this backend sees it. */
function answersNow({ defaultBackendVersionId }: Pick<Site, 'defaultBackendVersionId'>, versions: readonly BackendVersion[]): string {
  if (defaultBackendVersionId === null) return text.noDefault;
  const own = versions.find(({ id }) => id === defaultBackendVersionId);
  return own ? text.versionNow(own.number) : text.otherBackend;
}

interface Props {
  sites: readonly Site[];
  versions: readonly BackendVersion[];
  value: string[];
  onChange: (ids: string[]) => void;
}

/** The sites that the new version shall answer on from the moment it is saved. */
export const SiteChoice = ({ sites, versions, value, onChange }: Props): ReactNode => (
  <Checkbox.Group label={text.sites} description={text.sitesHint} value={value} onChange={onChange}>
    <Stack gap="xs" mt="xs">{sites.map((site) => <Checkbox key={site.id} value={site.id} label={text.siteNow(site.name, answersNow(site, versions))} />)}</Stack>
  </Checkbox.Group>
);
