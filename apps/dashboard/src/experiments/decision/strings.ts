export const words = {
  title: 'What the verdict is given on',
  hint: 'Chosen now, before a number is seen, and fixed with the start.',
  primary: 'Measure that decides', secondary: 'Looked at beside it', secondaryHint: 'Adjusted for their number, so that one of many is not found by chance.',
  same: 'Count as the same when closer than', sameHint: (unit: string) => `${unit}; empty: that question is not asked.`,
  alpha: 'Chance of a false finding', alphaHint: 'In the measure that decides, where there is no difference: all variants and all looks together. Less of it needs more visitors.',
  design: 'How it is decided', designs: { sequential: 'At any look', hybrid: 'At any look, and once at the planned end' },
  designHints: {
    sequential: 'A verdict may come at every look, as soon as the evidence is strong enough.',
    hybrid: 'Before the planned end only very strong evidence decides; there, one test decides nearly as well as if nobody had looked before. It is read once and then stands.',
  },
  guardrails: 'Guardrails', guardrailsHint: 'What must not get worse, and by how much it may at most.',
  guardrail: 'Must not get worse', margin: 'By more than', marginIs: 'Counted in', relative: '% of the control', add: 'Add a guardrail', remove: (measure: string) => `Remove the guardrail ${measure}`,
  units: { rating: 'rating points', share: 'points of 100', cost: '$ per 1,000', time: 'milliseconds' },
  problems: { margin: 'Give a margin above 0.' },
  told: {
    primary: (measure: string) => `Decides: ${measure}`, secondary: (measures: string) => `Beside it: ${measures}`, guardrail: (measure: string, margin: string) => `Guardrail: ${measure}, by ${margin} at most`,
    design: { sequential: 'Decided at any look', hybrid: 'Decided at any look by a fifth of the error, and by the rest once at the planned end' },
    alpha: (share: string) => `Chance of a false finding: ${share}`,
    same: (margin: string) => `The same when closer than ${margin}`,
  },
} as const;
