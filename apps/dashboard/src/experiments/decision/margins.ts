import { usualAlpha, type ComparedMeasure, type Decision, type Guardrail } from '#contracts';
import { percent } from '../../format.ts';
import { unitOf } from '../compared/measures.ts';
import { words as compared } from '../compared/strings.ts';
import { words } from './strings.ts';

/** How many of the measure's units one unit of the form is: points are hundredths of a share, dollars per 1,000 are 1,000 millionths each. */
const scales = { rating: 1, share: 0.01, cost: 1_000, time: 1 } as const;
const RELATIVE = 0.01;

const scaleOf = (measure: ComparedMeasure, marginIs: Guardrail['marginIs']): number => (marginIs === 'relative' ? RELATIVE : scales[unitOf(measure)]);
export const unitName = (measure: ComparedMeasure): string => words.units[unitOf(measure)];

/** A margin as the form shows it. */
export const shownMargin = (measure: ComparedMeasure, margin: number, marginIs: Guardrail['marginIs'] = 'absolute'): number =>
  Number((margin / scaleOf(measure, marginIs)).toPrecision(6));

/** A margin as it is kept; 0 where the form has no number. */
export const keptMargin = (measure: ComparedMeasure, shown: number | string, marginIs: Guardrail['marginIs'] = 'absolute'): number =>
  Number((Number(shown) * scaleOf(measure, marginIs)).toPrecision(6)) || 0;

const tellMargin = (measure: ComparedMeasure, margin: number, marginIs: Guardrail['marginIs']): string =>
  `${shownMargin(measure, margin, marginIs)} ${marginIs === 'relative' ? words.relative : unitName(measure)}`;

/** `5 %`, `0.1 %`. */
export const tellAlpha = (alpha: number): string => percent(alpha, Number.isInteger(Number((alpha * 100).toFixed(9))) ? 0 : 1);

/** The whole plan, a line for each part. */
export function tellDecision({ primary, secondary, guardrails, margin, design = 'sequential', alpha = usualAlpha }: Decision): string[] {
  const name = (measure: ComparedMeasure): string => compared.measures[measure];
  return [
    words.told.primary(name(primary)), words.told.design[design], ...(alpha === usualAlpha ? [] : [words.told.alpha(tellAlpha(alpha))]),
    ...(secondary.length > 0 ? [words.told.secondary(secondary.map(name).join(', '))] : []),
    ...guardrails.map((one) => words.told.guardrail(name(one.measure), tellMargin(one.measure, one.margin, one.marginIs))),
    ...(margin === null ? [] : [words.told.same(tellMargin(primary, margin, 'absolute'))]),
  ];
}

/** Another measure decides: it is no secondary one any more, and the margin was in another unit. */
export const withPrimary = (decision: Decision, primary: ComparedMeasure): Decision =>
  ({ ...decision, primary, secondary: decision.secondary.filter((one) => one !== primary), margin: unitOf(primary) === unitOf(decision.primary) ? decision.margin : null });

/** True where each margin that is asked for is above 0. */
export const hasMargins = ({ guardrails, margin }: Decision): boolean => guardrails.every((one) => one.margin > 0) && (margin === null || margin > 0);
