import type { OptimizerEnd, OptimizerRefusals, OptimizerState, OptimizerStep, OptimizerSteps } from '#contracts';

const cases = (number: string): string => (number === '1' ? '1 case' : `${number} cases`);

/** Words of the pages of the prompt optimizer. */
export const words = {
  title: 'Optimizer', cases,
  run: (number: number) => `Optimizer run ${number}`,
  version: (backend: string, number: number) => `${backend}, version ${number}`,
  states: { waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' } satisfies Record<OptimizerState, string>,
  ends: { tokens: 'Its tokens were used up.', rollouts: 'Its tries were used up.', nothing_left: 'Nothing was left that it could mend.' } satisfies Record<OptimizerEnd, string>,
  steps: { examples: 'Examples', examples_and_instructions: 'Examples and instructions' } satisfies Record<OptimizerSteps, string>,
  stepHints: {
    examples: 'Which labelled questions the prompt shows, how many, and from when it answers. Needs no language model.',
    examples_and_instructions: 'A language model also rewrites the instructions from what went wrong, and what does well is mixed.',
  } satisfies Record<OptimizerSteps, string>,
  made: { start: 'As it was', examples: 'Other examples', instructions: 'Other instructions', merge: 'Mixed' } satisfies Record<OptimizerStep, string>,
  list: {
    caption: 'Runs of the optimizer', create: 'Improve a prompt', more: 'Show older ones', none: 'none yet',
    emptyTitle: 'No prompt was optimised yet',
    empty: 'The optimizer tries other examples and other instructions on cases of an open evaluation set, keeps what does better, and gives you a candidate version for the gate.',
    columns: { number: 'Run', state: 'State', start: 'Began with', score: 'Score', answers: 'Answers tried', tokens: 'Tokens', by: 'By', created: 'Created' },
    score: (before: string, after: string) => `${before} to ${after}`,
  },
  form: {
    title: 'Improve a prompt', what: 'What to improve', version: 'Prompt to begin with', set: 'Cases to learn from',
    setHint: 'Only sets that are not frozen: what judges later must not be learnt.', noSets: 'There is no open evaluation set.', toSets: 'Make one',
    steps: 'What may change', model: 'Model that rewrites', modelHint: 'It sees questions, answers and what was wrong with them.', noModels: 'There is no language model.', toModels: 'Add one',
    limits: 'Limits', tokens: 'Tokens at most', tokensHint: 'Never exceeded: each call is made only if its worst case still fits.', answers: 'Answers at most', answersHint: 'Each is one case, answered by one prompt.',
    suggested: (number: string) => `Suggested: ${number}`, more: 'Seed and note', seed: 'Seed', seedHint: 'The same seed draws the same cases and examples.', note: 'Note',
    save: 'Start', consequence: 'Visitors notice nothing: nothing is saved as a version until you say so, and a saved version serves nobody until the gate sends it to visitors or somebody puts it to use.', notStarted: 'The run was not started',
  },
  plan: {
    title: 'What this takes', choose: 'Choose a prompt and a set first.',
    hero: (feedback: string, validation: string) => `${cases(feedback)} to learn from, ${validation} to compare on.`,
    leftOut: (number: string) => `${cases(number)} left out: a frozen set asks nearly the same.`,
    none: 'No tokens: the built-in engine answers, and nothing is rewritten.',
    tokens: (number: string) => `At most ${number} tokens`, cost: (cost: string) => `, ${cost} at the dearest price.`, noPrice: '; its models have no price.',
    time: (answers: string, time: string) => `Up to ${answers} answers, about ${time}.`, least: (number: string) => `Fewer than ${number} tokens would not even score the prompt as it is.`,
    few: 'With fewer than 40 cases to compare on, a difference of ten points may be chance. The gate decides on other cases.',
  },
  page: {
    began: (version: string) => `Began with ${version}`, cancel: 'Stop', cancelled: 'The run stops and keeps what it has found', notCancelled: 'The run was not stopped', cancelHint: 'Stopping keeps the best prompt so far.',
    progress: 'Progress of the run', ofTokens: (used: string, all: string) => `${used} of ${all} tokens`, ofAnswers: (used: string, all: string) => `${used} of ${all} answers`,
    candidates: (number: string) => (number === '1' ? '1 prompt compared' : `${number} prompts compared`), front: (number: string) => `${number} on the front`,
    scoring: 'The prompt as it is gets its score first.',
    hero: (before: string, after: string) => `From ${before} to ${after} on its development cases.`, heroNothing: (score: string) => `Nothing better was found than the prompt as it is: ${score}.`, heroNone: 'No prompt was compared.',
    chance: (cases: string) => `Measured on the ${cases} that it was chosen by, so the gain looks larger than it is. Whether it holds is for the gate to say.`,
    failed: (reason: string) => `It ended because ${reason}. What it had found by then is below.`,
    reasons: { budget_spent: "the workspace's budget of today was used up", interrupted: 'the server was restarted too often', optimizer_too_few_cases: 'its cases were deleted' } as Readonly<Record<string, string>>,
    interrupted: (times: number) => (times === 1 ? 'The server was restarted once meanwhile.' : `The server was restarted ${times} times meanwhile.`),
    about: 'How it ran', facts: { set: 'Cases', steps: 'What could change', model: 'Model that rewrote', seed: 'Seed', by: 'Started by', cost: 'Cost', note: 'Note', refused: 'Proposals not followed' },
    split: (feedback: string, validation: string, leftOut: string) => `${feedback} to learn from, ${validation} to compare on, ${leftOut} left out`,
    noModel: 'none', noneRefused: 'none',
    refused: { notBetter: 'no better on a few cases', unchanged: 'nothing changed', unreadable: 'not readable', tooLong: 'too long', variables: 'variables lost or new', leak: 'listed answers' } satisfies Record<keyof OptimizerRefusals, string>,
  },
  curve: { title: 'Best score so far', note: 'Mean over the cases to compare on; each mark is a prompt that joined.', name: 'Best score', tokens: 'Tokens', answers: 'Answers tried', caption: 'Best score as the run went on' },
  table: {
    title: 'Prompts', note: 'On the front: on some case nothing else does better. New prompts are made from those, the more often the more cases they win.',
    columns: { prompt: 'Prompt', score: 'Score', gain: 'Against the start', wins: 'Wins', cases: 'Better, worse', from: 'Made from', front: 'Front', look: 'Changes' }, noChange: 'no change',
    name: (number: number) => (number === 0 ? 'Start' : `Prompt ${number}`), onFront: 'on it', off: 'beaten', cases: (better: string, worse: string) => `${better} better, ${worse} worse`,
    look: 'Show', lookAt: (name: string) => `Show the changes of ${name}`, wins: (number: string) => cases(number), none: 'none',
  },
  change: {
    title: (name: string) => `${name} against the start`, save: 'Save as candidate version', saved: (version: string) => `Saved as ${version}`, notSaved: 'The version was not saved',
    gate: 'A version that is saved serves nobody yet. Have the gate look at it on a frozen evaluation set before somebody puts it to use.', toGate: 'New evaluation', open: 'Open the version', nothing: 'This is the prompt as it was.',
  },
};
