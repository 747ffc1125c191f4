import type { ComparedMeasure } from '#contracts';
import { words as compared } from '../compared/strings.ts';

export const words = {
  title: (measure: ComparedMeasure, control: string) => `${compared.measures[measure]}: is the difference from ${control} settling?`,
  chart: (variant: string, title: string) => `${variant}. ${title}`,
  note: 'One point for each look. Pale band: where the true difference lies by that look, right at every look. Darker band: what all looks up to then leave together. When the darker band leaves the line at zero, the difference is shown. No band is left where earlier and later looks exclude each other.',
  measure: 'Measure',
  when: 'When', variant: 'Variant', units: 'Visitors', value: 'Difference', interval: 'By this look', running: 'By all looks so far', visitors: (units: string) => `${units} visitors`,
  nothingLeft: 'exclude each other',
} as const;
