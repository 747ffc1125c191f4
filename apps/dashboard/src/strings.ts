import type { GuardFinding } from '#contracts';

export const pageNames = {
  overview: 'Overview',
  experiments: 'Experiments',
  inbox: 'Inbox',
  conversations: 'Conversations',
  knowledge: 'Knowledge',
  backends: 'Backends',
  loop: 'Learning loop',
  'try-it': 'Try it',
  settings: 'Settings',
} as const;

/** Words of the shell and of the parts that every page uses. */
export const shellWords = {
  product: 'Duet',
  skip: 'Skip to content',
  navigation: 'Pages',
  topBar: 'Menu and search',
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  find: 'Find a page or action',
  findKeys: 'Ctrl K',
  nothingFound: 'Nothing of that name. Try another word.',
  goTo: 'Pages',
  doThis: 'Actions',
  scheme: { light: 'Light', dark: 'Dark', auto: 'As the system' },
  schemeTitle: 'Colours',
  signOut: 'Sign out',
  account: (name: string) => `${name}: account and colours`,
  connection: { connecting: 'Connecting', live: 'Live', away: 'Not live: connecting again' },
  waiting: (count: number) => `${count} waiting for a person`,
  toScheme: { light: 'Switch to light colours', dark: 'Switch to dark colours' },
  offers: {
    newExperiment: 'Create an experiment', plan: 'Plan an experiment from your own traffic', newDataSet: 'Build a data set from conversations', newOptimizerRun: 'Improve a prompt on evaluation cases', newTool: 'Add a tool', newFineTune: 'Fine-tune a model', newArticle: 'Write an article', snippet: 'Copy the embed snippet of a site', origins: 'Change allowed origins', member: 'Invite a member', budgets: 'See what today’s answers have used',
    apiKey: 'Create an API key', timeZone: 'Change the time zone', claim: 'Take over the conversation that waits longest', replay: 'Replay demo traffic',
    notDone: 'That was not done',
  },
  experiments: 'Experiments',
  notFoundTitle: 'There is no page at this address',
  notFound: 'The address may be mistyped, or what it named was deleted.',
  toOverview: 'Go to the overview',
  crashTitle: 'This page stopped working',
  crash: 'Something in this page failed while it was drawn. What you saved is safe, and the other pages work.',
  reload: 'Reload the page',
} as const;

export const partWords = {
  /** What a guard saw in a question or an answer. */
  guard: {
    injection: 'the question looks like instructions to the model', secret: 'a key was taken out of the answer',
    control_token: 'marks of a chat template were taken out', prompt_leak: 'the answer was cut: it began to tell the model’s instructions',
    unsupported_citation: 'a citation was taken out: its source does not say that',
  } satisfies Record<GuardFinding, string>,
  loading: 'Loading',
  failedTitle: 'This could not be loaded',
  failedKept: 'Nothing was changed.',
  again: 'Try again',
  notSavedTitle: 'That was not saved',
  notSavedKept: 'What you entered is still here.',
  requestId: (id: string) => `Request ${id}`,
  copy: 'Copy',
  copied: 'Copied',
  cancel: 'Cancel',
  save: 'Save',
  saved: 'Saved',
  close: 'Close',
  actions: 'Actions',
  typeName: (name: string) => `Type “${name}” to confirm`,
  costMeaning: (hour: string) =>
    `What a thousand of them cost at today’s average. The built-in engine is charged for its computing time, at ${hour} a CPU hour as set under Settings; a language model for its tokens, at the prices of the model.`,
  undo: 'Undo',
  undone: 'Undone',
  notUndone: 'That could not be undone',
  lines: (have: number, most: number) => `One a line; ${have} of ${most}.`,
  tooManyLines: (have: string, most: string) => `These are ${have} lines; ${most} are the most.`,
  lineTooLong: (line: number, most: string) => `Entry ${line} is longer than ${most} characters.`,
} as const;
