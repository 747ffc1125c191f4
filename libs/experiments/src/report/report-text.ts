import { usualAlpha } from '#contracts';
import type { AdaptiveAllocation, Analysis, Comparison, Evidence, Gate, Report, RoutingProposal } from '#contracts';
import { VERSION, textTable } from '#platform';
import { isShare, measureNames, sayCount, sayEnd, sayPercent } from '../analysis/say.ts';
import { knownBeforeLines } from './known-before-text.ts';
import { nodeMajor, type CheckedReport } from './report.ts';
import { sayP } from './say-p.ts';

const MOST_SHOWN = 20;

/** What a checked report says: the verdict, its gates, all comparisons, what was known of visitors before, and whether it is the same when computed again. */
export const reportText = (report: Report, checked: CheckedReport): string => printable([
  aboutOf(report.evidence), ...sharesOf(report.evidence), ...designOf(report.evidence), checked.analysis.verdict.sentence, checked.analysis.verdict.evidence,
  '', ...checked.analysis.gates.map(gateLine), '', tableOf(report.evidence, checked.analysis.comparisons), '', ...knownBeforeLines(report.evidence, checked.analysis), ...weightedLines(report.evidence, checked.analysis), ...complierLines(report.evidence, checked.analysis), ...routingOf(report.evidence, checked.analysis.routing), outcomeText(report, checked),
].join('\n'));

/** Names come from people: whatever would move a terminal's cursor is not printed. */
export const printable = (said: string): string => said.replace(/[^\P{Cc}\n]/gu, '\u{FFFD}');

const aboutOf = ({ experiment: { name, siteName, state, phase }, takenAt }: Evidence): string => `${name} (${siteName}, ${state}, phase ${phase}), evidence of ${takenAt}`;

const methods: Record<AdaptiveAllocation['method'], string> = { top_two: 'top-two Thompson sampling', track_and_stop: 'track and stop' };

/** Says so where the shares followed what was measured; fixed ones need no line. */
function sharesOf({ plan: { allocation }, variants, epochs }: Evidence): string[] {
  if (!allocation) return [];
  const last = variants.map(({ id, name }) => `${name} ${sayPercent((epochs.at(-1)?.weights[id] ?? 0) / 10_000)}`).join(', ');
  return [`Adaptive shares by ${methods[allocation.method]}: at least ${sayPercent(allocation.floor / 10_000)} each, the control keeps ${sayPercent(allocation.controlShare / 10_000)}; ${sayCount(epochs.length)} periods, each compared on its own, the last with ${last}.`];
}

/** Which rule decides and how often it may err, where they are not the usual ones. */
const designOf = ({ plan: { decision, alpha } }: Evidence): string[] => [
  ...(decision.design === 'hybrid' ? ['Hybrid design: a fifth of the error is spent at all looks, the rest on one test at the planned end, read once.'] : []),
  ...(alpha === usualAlpha ? [] : [`Decided with an error of ${sayPercent(alpha)}, all variants and looks together.`]),
];

const marks: Record<Gate['state'], string> = { ok: 'ok     ', waiting: 'waiting', alarm: 'ALARM  ' };
const gateLine = ({ state, sentence }: Gate): string => `  ${marks[state]}  ${sentence}`;

function tableOf({ variants }: Evidence, comparisons: readonly Comparison[]): string {
  const names = new Map(variants.map(({ id, name }) => [id, name]));
  const rows = comparisons.map((one) => {
    const value = (number: number | null): string => (number === null ? '-' : `${sayEnd(one.measure, number)}${isShare(one.measure) ? ' %' : ''}`);
    return [measureNames[one.measure], names.get(one.variantId) ?? one.variantId, one.role, value(one.control), value(one.treatment), ...differenceCells(one)];
  });
  return textTable(['measure', 'variant', 'role', 'control', 'treatment', 'difference', 'at any time', 'p, adjusted'], rows);
}

/** The difference, the interval that holds at any look, and the p-value that goes with it. */
function differenceCells({ measure, difference, adjustedP }: Comparison): string[] {
  const value = (number: number): string => sayEnd(measure, number);
  const points = isShare(measure) ? ' points' : '';
  switch (difference.kind) {
    case 'difference': {
      const held = difference.running && !difference.running.contradiction ? difference.running : difference.anytime;
      return [`${value(difference.value)}${points}`, held ? `${value(held.low)} to ${value(held.high)}` : '-', adjustedP === null ? '-' : sayP(adjustedP)];
    }
    case 'no-spread': return [`${value(difference.value)}${points}`, 'no spread', '-'];
    case 'too-few': return [`${sayCount(difference.have)} of ${sayCount(difference.need)} units`, '-', '-'];
    case 'unknown': return ['beyond the deadline', '-', '-'];
  }
}

/** Who would answer what; nothing where no rule is proposed. */
function routingOf({ variants }: Evidence, routing: RoutingProposal | null): string[] {
  if (!routing) return [];
  const nameOf = (id: string): string => variants.find((one) => one.id === id)?.name ?? id;
  const lines = routing.topics.map(({ name, variantId }) => [name, nameOf(variantId)]);
  return [routing.sentence, '', textTable(['topic', 'answered by'], [...lines, ['everything else', nameOf(routing.otherwise)]]), ''];
}
/** One line for each variant whose ratings could be weighted by who rates. */
function weightedLines({ variants }: Evidence, { nonResponse }: Analysis): string[] {
  const lines = nonResponse.flatMap(({ variantId, weighted }) => (weighted?.kind === 'difference'
    ? [`  ${variants.find(({ id }) => id === variantId)?.name ?? variantId}, mean rating weighted by who rates (${sayCount(weighted.cells)} kinds of visitor): ${sayEnd('csat', weighted.value)} (${sayEnd('csat', weighted.low)} to ${sayEnd('csat', weighted.high)}) against the control; without weights ${sayEnd('csat', weighted.unweighted)}`]
    : []));
  return lines.length > 0 ? [...lines, ''] : [];
}

/** One line for each variant in whose stead others answered. */
function complierLines({ variants }: Evidence, { compliers = [] }: Analysis): string[] {
  const lines = compliers.map(({ variantId, measure, served, effect }) => {
    const value = (number: number): string => sayEnd(measure, number);
    const told = effect.kind === 'effect' ? `${value(effect.value)} (${value(effect.low)} to ${value(effect.high)})` : effect.kind === 'no-spread' ? `${value(effect.value)}, no spread` : `${sayCount(effect.have)} of ${sayCount(effect.need)} units`;
    return `  ${variants.find(({ id }) => id === variantId)?.name ?? variantId} answered ${sayPercent(served)} itself; ${measureNames[measure]} where it did, against the control: ${told}`;
  });
  return lines.length > 0 ? [...lines, ''] : [];
}

/** Whether the file says what its evidence gives. */
export const outcomeText = (report: Report, checked: CheckedReport): string => outcomeOf(report, checked).join('\n');

function outcomeOf({ duet, node, sha256 }: Report, { digestHolds, numbers, differing }: CheckedReport): string[] {
  const digest = digestHolds ? `The evidence has the SHA-256 that the file says: ${sha256}.` : 'The evidence was changed: its SHA-256 is not the one that the file says.';
  if (differing.length === 0) return [digest, `Computed again: all ${sayCount(numbers)} numbers are equal to the last bit.`];
  const shown = differing.slice(0, MOST_SHOWN).map(({ path, filed, computed }) => `  ${path}: ${sayValue(filed)} in the file, ${sayValue(computed)} computed`);
  const more = differing.length - shown.length;
  return [digest, `Computed again: ${sayCount(differing.length)} values differ.`, ...shown, ...(more > 0 ? [`  and ${sayCount(more)} more`] : []), ...madeElsewhere(duet, node)];
}

const sayValue = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200));

/** Another version may round otherwise. */
function madeElsewhere(duet: string, node: number): string[] {
  if (duet === VERSION && node === nodeMajor()) return [];
  return [`The file was made by Duet ${duet} on Node ${node}; this is Duet ${VERSION} on Node ${nodeMajor()}. Last digits may differ for that reason: check with the same versions.`];
}
