import type { KnownVersion } from './use-versions.ts';

export const MOST_COLUMNS = 3;

/** The versions to begin with: the newest that can answer, one of each kind. */
export function firstChoice(all: readonly KnownVersion[]): string[] {
  const byKind = new Map<string, string>();
  for (const { id, kind, state } of [...all].sort((a, b) => Number(b.isNewest) - Number(a.isNewest))) {
    if (state === 'ready' && !byKind.has(kind)) byKind.set(kind, id);
  }
  return [...byKind.values()].slice(0, MOST_COLUMNS);
}

/** The one to compare with next: the newest that can answer and is not chosen yet. */
export const nextChoice = (all: readonly KnownVersion[], chosen: readonly string[]): string | undefined =>
  [...all].sort((a, b) => Number(b.isNewest) - Number(a.isNewest)).find(({ id, state }) => state === 'ready' && !chosen.includes(id))?.id;
