import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { FineTuneDetail } from '#contracts';
import { Section } from '../../parts/page-frame.tsx';
import { useMay } from '../../session.tsx';
import backends from '../backends.module.css';
import { RunVersions } from '../run-versions.tsx';
import { MakeVersion } from './make-version.tsx';
import { words } from './strings.ts';

const text = words.page;

/** The model that came of it, the versions on it, and the way to another. */
export function TunedModel({ job: { id, provider, modelKey, modelId, backendVersionIds } }: { job: FineTuneDetail }): ReactNode {
  const usable = provider === 'embedded' || modelId !== null;
  const may = useMay('models:write') && usable;
  if (modelKey === null) return null;
  return (
    <Section title={text.versions} actions={may && <MakeVersion id={id} />}>
      <p className={backends.note}>{provider === 'embedded' ? text.builtIn(modelKey) : usable ? text.trained(modelKey) : text.removed(modelKey)}{modelId && <> <Link to={`/backends/models/${modelId}`}>{text.toModel}</Link></>}</p>
      {backendVersionIds.length === 0 ? <p className={backends.note}>{text.noVersions}</p> : <RunVersions ids={backendVersionIds} />}
    </Section>
  );
}
