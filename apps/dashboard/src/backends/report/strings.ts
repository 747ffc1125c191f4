/** Words of a training run's report, approach by approach. */
export const words = {
  hero: (fineTuned: string, hybrid: string, questions: string, frozen: string) =>
    `Fine-tuned, the model recognises ${fineTuned} of ${questions} test questions; as a hybrid ${hybrid}; without training it was ${frozen}.`,
  heldOut: 'Held out',
  epochs: 'Epochs',
  epochsRun: (run: number, planned: number) => (run < planned ? `${run} of ${planned}: no later one was more accurate` : `${run}`),
  heldOutOnce: (questions: string) => `${questions} questions, kept apart from training`,
  heldOutInTurns: (questions: string, folds: number) => `${questions} questions, each scored by one of ${folds} models that had not seen it`,
  earlier: 'This run is from an earlier release. It did not measure the hybrid, nor what a target of right answers leads to; train again to have both.',
  compared: {
    title: 'How do the approaches compare?',
    note: (test: string, heldOut: string) => `Measured on ${test} test questions that nothing was learnt from. What a target leads to is read off ${heldOut} held-out questions.`,
    measure: 'Measure', frozen: 'Without training',
    recognised: 'Recognised', f1: 'Macro-F1', calibration: 'Off when it says how sure it is', before: 'The same before calibration', answered: 'Answered, at 95 % right',
    points: (number: string) => `${number} points`,
    unreached: (best: string) => `out of reach (at best ${best} right)`,
    unread: 'too few held out',
    nothing: 'not measured',
  },
  approach: 'Approach',
  reliability: {
    title: 'Is it right as often as it is sure?',
    note: (fewest: number) => `Each mark stands for the test questions of about one confidence. On the dotted line, it is right exactly as often as it says. Marks of fewer than ${fewest} questions stand in the table only.`,
    sure: 'Sure', right: 'Right', questions: 'Questions', part: 'Calibration', after: 'After calibration', before: 'Before', ideal: 'As often as it is sure',
    told: (right: string, questions: string) => `${right} of ${questions} right`,
    empty: 'There are too few test questions to draw this.',
  },
  points: {
    title: 'What does each target lead to?',
    note: (test: string) => `Thresholds are read off the held-out questions; the last two columns tell what came of them on ${test} test questions.`,
    target: 'Target', answer: 'Answer from', clarify: 'Ask back from', answered: 'Answered', right: 'Right', askedBack: 'Asked back', handedOver: 'To a person',
    testAnswered: 'Answered in the test', testRight: 'Right in the test', range: (from: string, to: string) => `${from} to ${to}`, unreached: 'out of reach; the best is shown',
    empty: 'Too few questions were held out to read thresholds off. Label more questions and train again.',
  },
  mixture: {
    title: 'What is it mixed from?',
    parts: { topLayer: 'Top layer', ngrams: 'Word model', examples: 'Similar questions' },
    meanings: {
      topLayer: 'what the trained last layer of the sentence encoder says', ngrams: 'what single words and pieces of words say', examples: 'what the labelled questions most like it say',
    },
    sentence: (parts: string) => `It weighs ${parts}.`,
    part: (share: string, meaning: string) => `${meaning} (${share})`,
  },
} as const;
