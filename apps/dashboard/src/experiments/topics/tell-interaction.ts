import type { SegmentFindings } from '#contracts';
import { tellP } from '../../told-p.ts';
import { words } from './strings.ts';

/** Whether topics differ at all, in one sentence. @param alpha most the p-value may be where they are said to */
export function tellInteraction({ interaction }: Pick<SegmentFindings, 'interaction'>, { name, measure, alpha }: { name: string; measure: string; alpha: number }): string {
  if (!interaction) return words.untested(name);
  return (interaction.p <= alpha ? words.differ : words.alike)(name, measure, tellP(interaction.p));
}
