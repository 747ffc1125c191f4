import type { ReactNode } from 'react';
import type { BackendVersion, CallOf, createVersion } from '#contracts';
import { Section } from '../parts/page-frame.tsx';
import { DiffView } from './diff-view.tsx';
import { differencesOf, factsOf, type VersionFacts } from './differences.ts';
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
  if (!request) return null;
  return (
    <Section title={text.changes}>
      <p className={css.note}>{base ? text.against(base.number) : text.first}</p>
      {base && <DiffView differences={differencesOf(factsOf(base), factsOfRequest(request, base))} nothing={text.unchanged(base.number)} />}
    </Section>
  );
}

function factsOfRequest({ model, promptPack = null, targetAccuracy = null }: CallOf<typeof createVersion>, base: BackendVersion): VersionFacts {
  const pack = promptPack && { exampleSeed: 1, ...promptPack };
  return { model, pack, target: targetAccuracy, thresholds: pack?.thresholds ?? (model === base.model && targetAccuracy === base.thresholds.target ? base.thresholds : null) };
}
