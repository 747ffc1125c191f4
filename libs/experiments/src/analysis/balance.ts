import type { Evidence } from '#contracts';
import { groupBalance } from '#stats';
import { groupsOf, unitsIn } from './arrival-tables.ts';

/** Of all kinds that are tested together. */
const ALARM = 0.001;

const kinds = [['topic', 'first questions'], ['earlier', 'earlier ratings']] as const;

export interface Balance {
  /** The smallest, times the number of kinds that could be tested (Bonferroni). */
  p: number;
  /** Kinds as they are called within a sentence. */
  differing: string[];
  alike: string[];
}

/** Whether the variants met visitors of the same kinds, epoch by epoch; null where that is not known, or of too few. */
export function checkBalance(evidence: Pick<Evidence, 'variants' | 'epochs' | 'arrivals'>): Balance | null {
  const tested = kinds.flatMap(([kind, name]) => {
    const groups = groupsOf(evidence, kind);
    const found = groupBalance(evidence.epochs.map(({ number }) => groups.map((group) => unitsIn(group, evidence, number))));
    return found.kind === 'test' ? [{ name, p: found.pValue }] : [];
  });
  if (tested.length === 0) return null;
  const adjusted = tested.map(({ name, p }) => ({ name, p: Math.min(1, p * tested.length) }));
  const names = (is: (p: number) => boolean): string[] => adjusted.filter(({ p }) => is(p)).map(({ name }) => name);
  return { p: Math.min(...adjusted.map(({ p }) => p)), differing: names((p) => p < ALARM), alike: names((p) => p >= ALARM) };
}
