import { Preview } from '#contracts';
import type { Round } from './rounds.ts';

const MOST_KEPT = 30;
const keyOf = (owner: string): string => `duet.try-it.${owner}`;

const isComplete = ({ answers }: Round): boolean => answers.every(({ answer }) => answer.state !== 'asked');

/** A reload may bring a newer page than the one that wrote it. */
const isReadable = ({ answers }: Round): boolean => answers.every(({ answer }) => answer.state !== 'answered' || Preview.safeParse(answer.preview).success);

/** What this tab asked before; a store that is closed or holds something else counts as empty. */
export function keptRounds(owner: string): readonly Round[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(owner)) ?? '[]');
    return Array.isArray(kept) ? (kept as Round[]).filter(isReadable) : [];
  } catch {
    return [];
  }
}

/** Keeps the newest finished rounds; without room for them they last as long as the page. */
export function keepRounds(owner: string, rounds: readonly Round[]): void {
  try {
    sessionStorage.setItem(keyOf(owner), JSON.stringify(rounds.filter(isComplete).slice(0, MOST_KEPT)));
  } catch {
    // Private windows and full stores refuse; nothing depends on it.
  }
}
