import type { ComparedMeasure } from '#contracts';

export const words = {
  title: (control: string) => `Compared with ${control}`,
  measures: {
    csat: 'Mean rating', csat_top: 'Rated 4 or 5', thumbs: 'Thumbs up', resolved: 'Resolved alone', hand_over: 'Handed over', failure: 'Failed answers', cost: '1,000 conversations cost',
  } satisfies Record<ComparedMeasure, string>,
  measure: 'Measure',
  better: 'better',
  worse: 'worse',
  open: 'not shown',
  tooFew: (have: string, need: string) => `too few yet (${have} of ${need} visitors in the smaller variant)`,
  same: 'the same for everybody',
  visitors: (units: string) => `${units} visitors`,
  notYet: 'interval of one look; do not decide on it',
  leftOut: (epochs: number) => (epochs === 1 ? 'one period between changes of weights left out, too few visitors' : `${epochs} periods between changes of weights left out, too few visitors`),
  note: 'Thin lines: where the true difference lies, right at every look and for all variants of a measure together in 95 of 100 experiments; you may look whenever you like and stop when zero is left out. Thick lines: the usual 95 % interval, right when looked at once, at the planned end. Visitors are the unit: several ratings of one visitor count as one opinion.',
} as const;
