export const words = {
  title: 'Periods between changes of weights',
  number: 'Period', since: 'Since', reason: 'Reason', none: 'none given',
  told: (assigned: string, answered: string) => `${assigned} assigned, ${answered} answered`,
  earlier: (periods: string) => `The ${periods} periods before`,
  note: 'Variants are compared within each period and then joined, so that a change of weights cannot pass for an effect.',
} as const;
