import type { ReactNode } from 'react';
import { PromptPack } from '#contracts';
import type { BackendVersion, CallOf, createVersion } from '#contracts';
import { namedBy, toldRoutes } from '../backends/policy/told-routes.ts';
import { Section } from '../parts/page-frame.tsx';
import { useReadyVersions } from '../parts/version-select.tsx';
import { DiffView } from './diff-view.tsx';
import { differencesOf, factsOf, routing, type VersionFacts } from './differences.ts';
import { words } from './strings.ts';
import css from './versions.module.css';

const text = words.editor;

interface Props {
  /** Null while something is missing. */
  request: CallOf<typeof createVersion> | null;
  base: BackendVersion | undefined;
}

/** Said before saving: what the new version will do otherwise. */
export function DraftChanges({ request, base }: Props): ReactNode {
  const { choices } = useReadyVersions();
  if (!request) return null;
  const nameOf = namedBy(choices.map(({ version, backendName }) => ({ ...version, backendName })));
  return (
    <Section title={text.changes}>
      <p className={css.note}>{base ? text.against(base.number) : text.first}</p>
      {base && <DiffView differences={differencesOf(factsOf(base), factsOfRequest(request, base, nameOf))} nothing={text.unchanged(base.number)} />}
    </Section>
  );
}

function factsOfRequest({ model, promptPack = null, targetAccuracy = null, policy }: CallOf<typeof createVersion>, base: BackendVersion, nameOf: (versionId: string) => string): VersionFacts {
  if (policy) return routing(toldRoutes(policy, nameOf));
  const pack = promptPack && PromptPack.parse(promptPack);
  return { model, pack, routes: null, target: targetAccuracy, thresholds: pack?.thresholds ?? (model === base.model && targetAccuracy === base.thresholds.target ? base.thresholds : null) };
}
