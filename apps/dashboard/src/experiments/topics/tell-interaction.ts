import type { SegmentFindings } from '#contracts';
import { tellP } from '../../told-p.ts';
import { words } from './strings.ts';

/** Most a p-value may be where topics are said to differ. */
const ALPHA = 0.05;

/** Whether topics differ at all, in one sentence. */
export function tellInteraction({ interaction }: Pick<SegmentFindings, 'interaction'>, name: string, measure: string): string {
  if (!interaction) return words.untested(name);
  return (interaction.p <= ALPHA ? words.differ : words.alike)(name, measure, tellP(interaction.p));
}
