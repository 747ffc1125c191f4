import type { Comparison } from '#contracts';

export interface Row {
  measure: Comparison['measure'];
  role: Comparison['role'];
  comparisons: readonly Comparison[];
}

const order: readonly Comparison['role'][] = ['primary', 'secondary', 'guardrail', 'other'];

/** One row for each measure: what decides, what is looked at beside it, guardrails; within these in the order of the analysis. */
export function rowsOf(comparisons: readonly Comparison[]): Row[] {
  const measures = [...new Set(comparisons.map(({ measure }) => measure))];
  const rows = measures.map((measure): Row => {
    const all = comparisons.filter((one) => one.measure === measure);
    return { measure, role: all[0]?.role ?? 'other', comparisons: all };
  });
  return order.flatMap((role) => rows.filter((row) => row.role === role));
}
