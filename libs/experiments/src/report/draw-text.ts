import type { AssignmentRule, Evidence } from '#contracts';
import { textTable } from '#platform';
import { sayCount, sayPercent } from '../analysis/say.ts';
import { sayRange } from '../slices.ts';
import { drawAgain, type DrawnAgain, type DrawnUnit } from './draw-again.ts';
import { printable } from './report-text.ts';

const ALL = 10_000;

/** What a unit draws with what a report holds, in words. */
export function drawText({ variants, epochs, experiment }: Pick<Evidence, 'variants' | 'epochs' | 'experiment'>, rule: AssignmentRule, drawn: DrawnUnit): string {
  const found = drawAgain({ variants, epochs }, rule, drawn);
  const names = new Map(variants.map(({ id, name }) => [id, name]));
  return printable([
    `${drawn.unit}, drawn again for phase ${experiment.phase} ${withWhat(rule)}:`,
    `  ${holdoutLine(found.holdout, rule)}`, `  ${layerLine(found.layer, rule)}`, ...targetingLines(rule), '',
    textTable(['period', 'began', 'coverage', 'would get'], found.epochs.map((epoch) => [sayCount(epoch.number), epoch.startedAt, epoch.coverage === null ? 'not kept' : sayPercent(epoch.coverage / ALL), outcome(epoch, names)])),
    '', `What counts is the period of its first message: a ${experiment.unit} keeps what it got.`,
  ].join('\n'));
}

const withWhat = ({ growthbook }: AssignmentRule): string =>
  (growthbook ? `as GrowthBook does (seed ${growthbook.seed}, hash version ${growthbook.hashVersion}), by its value of ${growthbook.attribute}` : 'by MurmurHash3 with the salts of this file');

function holdoutLine(found: DrawnAgain['holdout'], { holdout }: AssignmentRule): string {
  const share = `the site kept ${sayPercent(holdout / ALL)} out of all experiments when the file was made`;
  if (!found) return `Holdout: say with --visitor who it belongs to; ${share}.`;
  return `Holdout: place ${sayCount(found.place)} of 10,000; ${share}, which this one is ${found.inside ? '' : 'not '}among.`;
}

function layerLine(found: DrawnAgain['layer'], { slice }: AssignmentRule): string {
  const takes = `the experiment takes ${sayRange(slice)} of the site's visitors`;
  if (!found) return `Layer: say with --visitor who it belongs to; ${takes}.`;
  return `Layer: place ${sayCount(found.place)} of 10,000; ${takes}, which this one is ${found.inside ? '' : 'not '}among.`;
}

const targetingLines = ({ targeting }: AssignmentRule): string[] =>
  (targeting.length > 0 ? [`  Takes part only where all of this holds, which the file cannot tell: ${targeting.map((condition) => JSON.stringify(condition)).join(', ')}.`] : []);

function outcome({ coverage, proposal }: DrawnAgain['epochs'][number], names: ReadonlyMap<string, string>): string {
  if (proposal.kind === 'not-exposed') return 'does not take part';
  const name = names.get(proposal.variantId) ?? proposal.variantId;
  return `${name} (place ${sayCount(proposal.bucket)})${coverage === null ? ', if it took part' : ''}`;
}
