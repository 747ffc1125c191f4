import type { VersionDraft } from '../backends/version-draft.ts';

/** A draft that was not saved, as this browser keeps it. */
export interface KeptDraft {
  draft: VersionDraft;
  /** Number of the version that it was begun from; 0: from scratch. */
  base: number;
  /** Number that it was to get. */
  expected: number;
  /** ISO 8601. */
  keptAt: string;
}

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (owner: string, backendId: string): string => `duet.draft.${owner}.${backendId}`;

export function keepDraft(shelf: Shelf, owner: string, backendId: string, kept: KeptDraft): void {
  try {
    shelf.setItem(keyOf(owner, backendId), JSON.stringify(kept));
  } catch {
    // Private windows and full stores refuse: the draft then lasts as long as the page.
  }
}

export function forgetDraft(shelf: Shelf, owner: string, backendId: string): void {
  try {
    shelf.removeItem(keyOf(owner, backendId));
  } catch {
    // As above.
  }
}

/** What was kept; null for nothing, and for what cannot be read. @param fresh gives the fields that an older page did not know */
export function keptDraft(shelf: Shelf, owner: string, backendId: string, fresh: VersionDraft): KeptDraft | null {
  try {
    const kept = JSON.parse(shelf.getItem(keyOf(owner, backendId)) ?? 'null') as Partial<KeptDraft> | null;
    if (typeof kept?.base !== 'number' || typeof kept.expected !== 'number' || typeof kept.keptAt !== 'string' || typeof kept.draft !== 'object') return null;
    return { base: kept.base, expected: kept.expected, keptAt: kept.keptAt, draft: mended(kept.draft, fresh) };
  } catch {
    return null;
  }
}

const nullable: readonly string[] = ['model', 'examplesPerIntent', 'otherwise'] satisfies (keyof VersionDraft)[];

/** Fields of another kind than today's are taken from the fresh draft. */
function mended(kept: object, fresh: VersionDraft): VersionDraft {
  const known = Object.entries(kept).filter(([name, value]) => {
    if (nullable.includes(name)) return value === null || typeof value === (name === 'examplesPerIntent' ? 'number' : 'string');
    return name in fresh && typeof value === typeof fresh[name as keyof VersionDraft] && Array.isArray(value) === Array.isArray(fresh[name as keyof VersionDraft]);
  });
  return { ...fresh, ...Object.fromEntries(known) };
}
