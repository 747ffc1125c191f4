import { useEffect, useState } from 'react';
import type { Backend, BackendVersion } from '#contracts';
import { draftFrom, type VersionDraft } from '../backends/version-draft.ts';
import { useSession } from '../session.tsx';
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.ts';

export interface Editing {
  draft: VersionDraft;
  set: (changes: Partial<VersionDraft>) => void;
  /** What the draft was begun from; undefined: from scratch. */
  base: BackendVersion | undefined;
  /** Number that the version shall get. */
  expected: number;
  expect: (number: number) => void;
  changed: boolean;
  /** When the draft was left that this page began with; null: it began afresh. */
  restoredFrom: string | null;
  /** Throws the draft away, here and in the browser. */
  startOver: () => void;
  /** It is saved: nothing has to be kept any more. */
  finish: () => void;
}

interface Begun {
  draft: VersionDraft;
  base: BackendVersion | undefined;
  expected: number;
  restoredFrom: string | null;
}

/**
 * A draft and what it was begun from, kept in the browser while it differs.
 *
 * @param wished number of the version that the address names; the draft of another one is not taken up again
 */
export function useEditing(backend: Backend, versions: readonly BackendVersion[], wished: number | null): Editing {
  const { person, workspace } = useSession();
  const owner = `${workspace.id}.${person.id}`;
  const next = (versions[0]?.number ?? 0) + 1;
  const [begun, setBegun] = useState<Begun>(() => begin(owner, backend, versions, wished, next));
  const [finished, setFinished] = useState(false);
  const { draft, base, expected } = begun;
  const changed = !finished && JSON.stringify(draft) !== JSON.stringify(draftFrom(backend.kind, base));
  useEffect(() => {
    if (changed) keepDraft(localStorage, owner, backend.id, { draft, base: base?.number ?? 0, expected, keptAt: new Date().toISOString() });
    else if (finished) forgetDraft(localStorage, owner, backend.id);
  }, [owner, backend.id, draft, base, expected, changed, finished]);
  return {
    ...begun, changed,
    set: (changes) => setBegun((before) => ({ ...before, draft: { ...before.draft, ...changes } })),
    expect: (number) => setBegun((before) => ({ ...before, expected: number })),
    startOver: () => {
      forgetDraft(localStorage, owner, backend.id);
      setBegun(afresh(backend, baseOf(versions, wished), next));
    },
    finish: () => setFinished(true),
  };
}

const baseOf = (versions: readonly BackendVersion[], wished: number | null): BackendVersion | undefined =>
  versions.find(({ number }) => number === wished) ?? versions[0];

const afresh = (backend: Backend, base: BackendVersion | undefined, expected: number): Begun =>
  ({ draft: draftFrom(backend.kind, base), base, expected, restoredFrom: null });

function begin(owner: string, backend: Backend, versions: readonly BackendVersion[], wished: number | null, next: number): Begun {
  const fresh = afresh(backend, baseOf(versions, wished), next);
  const kept = keptDraft(localStorage, owner, backend.id, fresh.draft);
  if (!kept || (wished !== null && kept.base !== wished)) return fresh;
  const base = versions.find(({ number }) => number === kept.base);
  if (kept.base !== 0 && !base) return fresh;
  return { draft: kept.draft, base, expected: Math.min(kept.expected, next), restoredFrom: kept.keptAt };
}
