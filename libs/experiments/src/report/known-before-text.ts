import type { Analysis, Evidence, RatioGroup, SegmentFindings } from '#contracts';
import { textTable } from '#platform';
import { isShare, measureNames, sayCount, sayEnd, sayPercent } from '../analysis/say.ts';
import { sayP } from './say-p.ts';

const claims: Record<SegmentFindings['topics'][number]['claim'], string> = { better: 'better here', worse: 'worse here', open: '-' };

/** What a report says of what was known of visitors before they were answered; nothing where nothing was. */
export const knownBeforeLines = (evidence: Evidence, analysis: Analysis): string[] =>
  [...adjustedLines(evidence, analysis), ...analysis.segments.flatMap((one) => topicLines(evidence, one)), ...groupLines(analysis.sampleRatio.groups ?? [])];

/** Within a sentence. */
const pOf = (p: number): string => (p < 0.0001 ? 'p < 0.0001' : `p = ${sayP(p)}`);

const nameOf = ({ variants }: Evidence, id: string): string => variants.find((one) => one.id === id)?.name ?? id;

function adjustedLines(evidence: Evidence, { comparisons }: Analysis): string[] {
  const names = evidence.covariateNames ?? [];
  const of = names.length > 0 ? ` (${names.join(', ')})` : '';
  return comparisons.flatMap(({ variantId, measure, adjusted }) => (adjusted
    ? [`${nameOf(evidence, variantId)}, with what was known before taken out${of}: ${sayEnd(measure, adjusted.value)}${isShare(measure) ? ' points' : ''} (${sayEnd(measure, adjusted.low)} to ${sayEnd(measure, adjusted.high)}), ${sayPercent(adjusted.explained)} of the spread gone.`, '']
    : []));
}

function topicLines(evidence: Evidence, { variantId, interaction, topics, tooFew }: SegmentFindings): string[] {
  if (topics.length === 0) return [];
  const { primary } = evidence.plan.decision;
  const value = (number: number): string => sayEnd(primary, number);
  const rows = topics.map(({ name, units, value: difference, low, high, adjustedP, shrunk, claim }) =>
    [name, sayCount(units), value(difference), `${value(low)} to ${value(high)}`, shrunk === null ? '-' : value(shrunk), sayP(adjustedP), claims[claim]]);
  const together = interaction ? `all topics tested together, ${pOf(interaction.p)}` : 'too few topics to be tested together';
  const more = tooFew > 0 ? `, ${tooFew === 1 ? 'one more topic has' : `${sayCount(tooFew)} more topics have`} too few visitors` : '';
  return [`${nameOf(evidence, variantId)}, ${measureNames[primary]} by topic of the first message: ${together}${more}.`, textTable(['topic', 'visitors', 'difference', 'at one look', 'drawn', 'p, adjusted', 'claim'], rows), ''];
}

/** The group in which sharing out looks worst. */
function groupLines(groups: readonly RatioGroup[]): string[] {
  const [worst] = groups;
  if (!worst || worst.p === null || worst.adjustedP === null) return [];
  const counts = worst.variants.map(({ assigned, expected }) => `${sayCount(assigned)} of ${sayCount(expected)}`).join(', ');
  const tested = groups.filter(({ kind }) => kind !== 'fallback');
  return [`Shared out least evenly of ${sayCount(tested.length)} groups by topic, language, browser and time of day: ${worst.name} (${counts} expected; adjusted ${pOf(worst.adjustedP)}).`, ''];
}
