import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useReadyVersions } from '../parts/version-select.tsx';
import { KindName } from './kind-name.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

/** The backend versions that carry the trained model. */
export function RunVersions({ ids }: { ids: readonly string[] }): ReactNode {
  const { choices } = useReadyVersions();
  const own = choices.filter(({ version }) => ids.includes(version.id));
  if (ids.length === 0) return <p className={css.note}>{words.report.noVersions}</p>;
  return (
    <div className={css.buttons}>
      {own.map(({ version, backendName }) => (
        <span key={version.id} className={css.version}>
          <KindName kind={version.kind} /> <Link className={`${css.link} ${css.clip}`} to={`/backends/${version.backendId}`}>{words.version.title(backendName, version.number)}</Link>
        </span>
      ))}
    </div>
  );
}
