import type { Explanation } from './explanation.ts';

export const verdict: readonly Explanation[] = [
  { name: 'Better, worse, or not shown', words: 'A variant is called better or worse once the interval that is right at every look leaves no difference out. Until then nothing is shown, however large the difference looks. What makes all numbers worthless, such as lost visitors, is said first.', formula: 'confidence sequence of the measure that decides, α = chosen error / variants compared, lies on one side of 0; beside it the adjusted p at any look ≤ the chosen error' },
  { name: 'The same', words: 'Two variants count as the same once all of that interval lies closer to no difference than the margin that was fixed before the start.', formula: '−margin < lower end and upper end < margin' },
  { name: 'Visitors of those planned', words: 'Visitors who have a value in the measure that decides, of as many as were planned before the start.', formula: 'visitors with Σx > 0, all variants / planned sample' },
  { name: 'About so many days to go', words: 'When the planned number of visitors will have come if they keep coming as fast as they did since the start. A pause counts as days without visitors. Above a year it is called too long instead.', formula: '(planned − visitors so far) / (visitors so far / days since the start), rounded up' },
];
