import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useReadyVersions } from '../parts/version-select.tsx';
import { useSites } from './data.ts';
import { standsIn } from './stands-in.ts';
import { words } from './strings.ts';
import css from './experiments.module.css';

const text = words.assigned;

/** Says where nobody can stand in for a variant that fails, although it is allowed; nothing until that is known. */
export function FallbackNotice({ siteId }: { siteId: string | null }): ReactNode {
  const site = useSites().data?.items.find(({ id }) => id === siteId);
  const { choices, loading } = useReadyVersions();
  if (!site || loading || choices.length === 0 || standsIn(choices.map(({ version }) => version), site.defaultBackendVersionId)) return null;
  return <p className={css.alarm}>{text.nobody(site.name)} <Link to={`/settings/sites/${site.id}`}>{text.toSite}</Link></p>;
}
