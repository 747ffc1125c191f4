import type { SearchState } from '#contracts';
import { count } from '../../format.ts';
import { words } from './strings.ts';

/** One sentence on where the weights come from. */
export function learntFrom({ report, needed }: Pick<SearchState, 'report' | 'needed'>): string {
  if (!report) return words.never;
  const { outcome, fromArticles, fromLabelled } = report;
  if (outcome === 'too_few') return words.outcomes.too_few(count(fromArticles + fromLabelled), count(needed));
  return words.outcomes[outcome](words.from(count(fromArticles), count(fromLabelled)));
}
