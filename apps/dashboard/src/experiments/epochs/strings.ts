export const words = {
  title: 'Periods between changes of weights or coverage',
  number: 'Period', since: 'Since', reason: 'Reason', none: 'none given', coverage: 'Took part',
  told: (assigned: string, answered: string) => `${assigned} assigned, ${answered} answered`,
  earlier: (periods: string) => `The ${periods} periods before`,
  note: 'Variants are compared within each period and then joined, so that no change between them can pass for an effect.',
} as const;
