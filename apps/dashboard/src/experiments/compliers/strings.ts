export const words = {
  title: 'What if no fallback had answered?',
  about: (measure: string) => `Visitors count for the variant that they were assigned to, also where a substitute answered in its stead. That keeps the comparison honest and waters it down. Here is the ${measure} once more, for the answers that a variant gave itself.`,
  variant: 'Variant', served: 'Answered itself', byAssignment: 'By assignment', itself: 'Where it answered itself',
  notKnown: 'not known yet', tooFew: (have: string, need: string) => `too few yet (${have} of ${need} visitors)`, same: 'the same for everybody',
  shown: { better: 'better', worse: 'worse', open: 'not shown' },
  note: 'Decide by assignment: that is what visitors will meet, fallbacks included. The last column says what could be gained if the variant never failed. It is the difference by assignment over the share that the variant answered itself (Wald), with the 95 % interval of one look. It assumes that assignment changes nothing but who answers, and that a substitute is never the variant itself under another name.',
} as const;
