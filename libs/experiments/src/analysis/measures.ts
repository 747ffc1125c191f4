import type { ComparedMeasure, Comparison } from '#contracts';

/** What a measure is made of. */
export type MeasureSource = { kind: 'sums' } | { kind: 'latency'; metric: 'first_token' | 'total'; q: number };

export interface Measure {
  measure: ComparedMeasure;
  /** Whether more or less of it is wished for. */
  better: Comparison['better'];
  source: MeasureSource;
}

const sums = (measure: ComparedMeasure, better: Comparison['better']): Measure => ({ measure, better, source: { kind: 'sums' } });
const latency = (measure: ComparedMeasure, metric: 'first_token' | 'total', q: number): Measure => ({ measure, better: 'less', source: { kind: 'latency', metric, q } });

/** In the order in which they are read. */
export const measures: readonly Measure[] = [
  sums('csat', 'more'), sums('csat_top', 'more'), sums('thumbs', 'more'), sums('resolved', 'more'), sums('hand_over', 'less'), sums('failure', 'less'),
  sums('cost', 'less'), sums('cost_resolved', 'less'),
  latency('first_token_p50', 'first_token', 0.5), latency('first_token_p95', 'first_token', 0.95), latency('total_p50', 'total', 0.5), latency('total_p95', 'total', 0.95),
];

/** The quantiles that are read. */
export const QUANTILES: readonly number[] = [0.5, 0.95];

export const measureNamed = (name: ComparedMeasure): Measure => {
  const found = measures.find(({ measure }) => measure === name);
  if (!found) throw new RangeError(`no such measure: ${name}`);
  return found;
};
