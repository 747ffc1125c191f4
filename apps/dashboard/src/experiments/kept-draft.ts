import type { Draft } from './draft.ts';

const keyOf = (owner: string, of: string): string => `duet.draft.${owner}.${of}`;

/** Keeps a draft of this tab while another page is open. @param of `new`, or an experiment's id */
export function keepDraft(owner: string, of: string, draft: Draft): void {
  try {
    sessionStorage.setItem(keyOf(owner, of), JSON.stringify(draft));
  } catch {
    // Private windows and full stores refuse: the draft begins anew.
  }
}

/** The draft that was kept; null where there is none, or one of an older page that lacks something of `like`. */
export function keptDraft(owner: string, of: string, like: Draft): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(owner, of)) ?? 'null');
    return isLike(kept, like) ? kept : null;
  } catch {
    return null;
  }
}

const isLike = (kept: unknown, like: Draft): kept is Draft =>
  typeof kept === 'object' && kept !== null && Object.entries(like).every(([key, value]) => {
    const own = (kept as Record<string, unknown>)[key];
    return value === null || own === null || (typeof own === typeof value && Array.isArray(own) === Array.isArray(value));
  });
