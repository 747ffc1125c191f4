export const words = {
  title: 'Where does it work otherwise than elsewhere?',
  topic: 'Topic of the first message', units: 'Visitors', value: 'Difference', p: 'Adjusted (Holm)', shrunk: 'Drawn towards the whole', claim: 'What may be said',
  claims: { better: 'better here', worse: 'worse here', open: 'nothing of its own' },
  differ: (name: string, measure: string, p: string) => `${name}: topics differ in their effect on “${measure}” (${p}).`,
  alike: (name: string, measure: string, p: string) => `${name}: no topic is shown to differ from the others in its effect on “${measure}” (${p}); what a single topic shows may be chance.`,
  untested: (name: string) => `${name}: fewer than two topics have enough visitors to be compared.`,
  tooFew: (topics: number, compared: number) => {
    const more = compared > 0 ? ' more' : '';
    return topics === 1 ? `One${more} topic has too few visitors.` : `${topics}${more} topics have too few visitors.`;
  },
  unread: (units: string) => (units === '1' ? 'The first message of one visitor is still to be read.' : `The first messages of ${units} visitors are still to be read.`),
  note: 'All topics are tested together first (Cochran’s Q). Only where that test says that topics differ may one of them be called better or worse. Intervals are those of one look. The topic is that of a visitor’s first message, read in the same way for all variants before any of them answers.',
  unshrunk: 'not known',
  rule: {
    title: 'A rule that follows: who should answer what',
    answeredBy: 'Answered by',
    otherwise: 'Everything else',
    means: (share: string) => `The rule answers ${share} of what is measured by another variant than the best one alone would. The expected value is drawn towards the effect of the whole; the interval is wide enough for any rule that could have been read off these numbers.`,
    name: 'Name of the new backend',
    backend: (experiment: string) => `Rule by topic from ${experiment}`.slice(0, 120),
    consequence: 'This makes a hybrid backend that answers so, and opens a new experiment with it beside the variants of this one. Visitors notice nothing until somebody starts that experiment.',
    full: 'An experiment has at most ten variants, and this one has them already. Make the rule by hand as a version of a hybrid backend, and compare it with fewer.',
    enter: 'Enter it as a new variant',
    variant: 'By topic',
    experiment: (name: string) => `${name} With a rule by topic`,
    hypothesis: (backend: string, sentence: string) => `${backend}. ${sentence}`.slice(0, 2_000),
    note: (experiment: string) => `Proposed by the results of “${experiment}”`,
    nothingLeft: 'None of the topics of this rule is an intent any more. Nothing was made.',
  },
} as const;
