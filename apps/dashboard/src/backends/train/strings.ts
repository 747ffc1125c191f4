/** Everything that people read when they start a training, follow a search, or carry a model elsewhere. */
export const words = {
  how: {
    label: 'How',
    quick: 'Quick (standard recipe)',
    quickHint: (time: string) => `Learns with the settings that measured best on public question sets: about ${time}.`,
    heldOut: (questions: string) => `${questions === '1' ? '1 labelled question is' : `${questions} labelled questions are`} left out: a frozen evaluation set asks the same or nearly the same.`,
    search: 'Search for better settings',
    searchHint: 'Tries other learning rates, epochs, dropout, pieces of words and mixtures on held-out questions. The standard recipe stays unless another one is better by more than chance.',
    size: 'How far',
    sizeOf: (trials: number, time: string) => `Up to ${trials} trials, about ${time}`,
    limit: 'Stop the trials after',
    limitHint: 'Minutes of processor time; empty for no limit. What was tried until then counts.',
    minutes: ' min',
    unknown: 'some minutes',
  },
  progress: {
    trial: (trial: number, trials: number) => `trial ${trial} of ${trials}`,
    rounds: (done: number, planned: number) => `${done} of ${planned} trainings`,
    best: (best: string, standard: string) => `best so far ${best}, standard recipe ${standard}`,
  },
  interrupted: (times: number) => times === 1
    ? 'The server stopped in the middle of this run; it began again by itself, from the vectors and trials that were stored.'
    : `The server stopped ${times} times in the middle of this run; it began again by itself, from the vectors and trials that were stored.`,
  imported: {
    mark: 'Imported',
    from: (file: string, workspace: string, run: number, when: string) => `Imported from ${file}: run ${run} of ${workspace}, trained ${when}. Its report was measured there.`,
    unknown: (count: number, names: string) => count === 1
      ? `One of its intents is not in this workspace, and has no approved answer here: ${names}.`
      : `${count} of its intents are not in this workspace, and have no approved answer here: ${names}.`,
    more: (count: number) => `and ${count} more`,
  },
  file: {
    download: 'Download the model',
    title: 'Take a model in from a file',
    what: 'A model that was downloaded from a training run, of this or another installation. Its checksum and its contents are checked; it becomes a run of its own, which new versions can use.',
    choose: 'Choose a file',
    input: 'Model file',
    importing: 'Importing',
    failed: 'The model was not imported',
    tooLarge: (size: string, most: string) => `This file has ${size}; a model has at most ${most}.`,
    done: (number: number) => `The model was imported as run ${number}.`,
  },
  search: {
    title: 'What the search found',
    kept: (trial: number, gain: string, error: string) => `Trial ${trial} was ${gain} ahead of the standard recipe on held-out questions (standard error ${error}), which may be chance. The standard recipe was kept.`,
    keptBest: (accuracy: string, error: string) => `No other recipe was better than the standard one, which recognised ${accuracy} of the held-out questions (standard error ${error}). It was kept.`,
    changed: (trial: number, gain: string, error: string) => `Trial ${trial} was clearly better than the standard recipe on held-out questions: ${gain} (standard error ${error}). Its recipe made this model.`,
    nothing: 'Time was up before another recipe could be compared. The standard recipe was kept.',
    test: (questions: string) => `On ${questions} test questions, which the choice did not see`,
    caption: 'Both models on the test questions',
    model: 'Model', fineTuned: 'Fine-tuned', hybrid: 'Hybrid',
    standard: 'Standard recipe', searched: (trial: number) => `Trial ${trial}`, used: 'used',
    difference: (points: string, error: string) => `Difference, average of both: ${points} (standard error ${error}).`,
    endedByTime: 'The trials ended because their time was up.',
    cpu: (seconds: string, tried: number) => `${tried} recipes were tried in ${seconds} s of processor time.`,
  },
  trials: {
    title: 'Trials',
    note: 'Recognised is the average of the fine-tuned and the hybrid model on held-out questions, with its standard error. Gain is against the standard recipe on the same questions.',
    noneYet: 'The first trial is under way.',
    csv: 'CSV',
    trial: 'Trial', state: 'State', recognised: 'Recognised', gain: 'Gain', asked: 'Asked', cpu: 'Processor time', recipe: 'Other than the standard recipe',
    standard: 'Standard',
    states: {
      standard: 'Standard', running: 'In the race', waiting: 'Not finished: time was up', discarded: 'Discarded: others were better', measured: 'Kept to the end, not the best', best: 'Best of the others',
    },
    partsOf: (questions: string, parts: number) => `${questions}, ${parts} of 4 parts`,
    none: 'nothing',
    seconds: (seconds: string) => `${seconds} s`,
    withError: (value: string, error: string) => `${value} ± ${error}`,
    parameters: {
      layerRate: 'layer rate', headRate: 'head rate', epochs: 'epochs', dropout: 'dropout', headScale: 'head scale', ngramEpochs: 'word epochs', ngramRate: 'word rate',
      leastTexts: 'least texts', words: 'words', letters: 'letters', neighbours: 'neighbours', fineTuned: 'mixture fine-tuned', hybrid: 'mixture hybrid',
    },
    learnt: 'learnt',
  },
} as const;
