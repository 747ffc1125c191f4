import type { ToolArgument, ToolOutcome } from '#contracts';

const outcomes: Record<ToolOutcome, string> = {
  found: 'found', not_found: 'nothing found', rehearsed: 'asked for rightly, not called in an evaluation', invalid: 'wrong arguments', refused: 'not allowed here', timeout: 'too slow', failed: 'its server failed', unreadable: 'an answer that cannot be read', cancelled: 'stopped',
};

/** Words of the page of tools. */
export const words = {
  outcomes,
  /** One call as the team reads it: "looked up order_status (number: 1234): found, 120 ms". */
  used: (name: string, given: string, outcome: string, ms: string) => `used ${name}${given && ` (${given})`}: ${outcome}, ${ms}`,
  list: {
    title: 'Tools',
    what: 'A tool is one thing that a language model may look up, or do, while it answers: a call to a server of yours. None is used until a version names it.',
    add: 'Add a tool',
    caption: 'Tools of language models',
    emptyTitle: 'No tools yet',
    empty: 'With a tool a language model answers “Where is my order?” with what your shop knows. It is one call to a server of yours, with arguments that are checked.',
    columns: { name: 'Name', calls: 'Calls', who: 'For whom', used: 'Used by' },
    off: 'Switched off',
    everybody: 'Everybody',
    signedIn: 'Signed-in visitors',
    acts: 'Changes something',
    looks: 'Looks something up',
    unused: 'No version',
    version: (name: string, number: string) => `${name}, version ${number}`,
  },
  tool: {
    newTitle: 'New tool',
    unknown: 'There is no such tool any more.',
    name: 'Name', nameHint: 'Small letters, digits and underscores. It stays, since versions call the tool by it.',
    description: 'What it is for', descriptionHint: 'The model reads this to decide when to use it.', descriptionPlaceholder: 'Looks up where an order is, by its number.',
    method: 'Method',
    url: 'Address', urlHint: 'Arguments stand between braces, in the path or behind the question mark: https://shop.example/orders/{order_number}. {visitor.id} is the signed id of the visitor.',
    bodyHint: 'Arguments that stand nowhere in the address go into its JSON body.',
    fields: 'What the model is shown', fieldsHint: 'One JSON pointer a line, such as /status. Nothing else of the answer reaches the model.',
    fieldsWrong: 'Each line begins with a slash, such as /status or /items/0/name.',
    needsIdentity: 'Only for signed-in visitors', needsIdentityHint: 'Visitors whose identity your site has signed. Others are asked to sign in.',
    sideEffects: 'It changes something', sideEffectsHint: 'Only for signed-in visitors of live conversations; never in previews and replays. Sent as a POST.',
    enabled: 'Switched on',
    limits: 'Limits',
    timeout: 'Has to answer within', seconds: ' s', maxLength: 'Longest text, characters',
    save: 'Save', create: 'Add tool', added: 'The tool was added', saved: 'The tool was saved', removed: 'The tool was removed',
    remove: 'Remove', removing: 'Models cannot use it any more. A tool is kept while a version names it that is in use: the newest of its backend, or one with a label, of a website or of an experiment.',
  },
  arguments: {
    title: 'Arguments', add: 'Add an argument', none: 'None: every call is the same.',
    of: (number: number) => `Argument ${number}`, name: 'Name', type: 'Type', description: 'What it is', required: 'Required', remove: (name: string) => `Remove the argument ${name}`,
    types: { string: 'Text', number: 'Number', boolean: 'Yes or no', choice: 'One of' } satisfies Record<ToolArgument['type'], string>,
    maxLength: 'Longest, characters', minimum: 'At least', maximum: 'At most', whole: 'Whole numbers only', choices: 'Choices, one a line',
  },
  headers: {
    title: 'Headers', what: 'Sent with each call, such as a key of your server. What they hold is kept sealed and never shown again.', add: 'Add a header',
    of: (number: number) => `Header ${number}`, name: 'Name', value: 'Holds', kept: 'Kept; type to replace it', remove: (name: string) => `Remove the header ${name}`,
  },
  test: {
    title: 'Try it', what: 'Calls what is saved, once, and shows what a model would be shown.', acts: 'This tool changes something, and trying it does so, too.', visitor: 'Signed id of a visitor', run: 'Call it once',
    came: (outcome: string, ms: string, status: string | null) => `${outcome}${status === null ? '' : `, status ${status}`}, after ${ms}`, shown: 'What a model would be shown', running: 'Calling',
  },
  field: {
    title: 'Tools', what: 'What the model may look up or do while it answers.', none: 'There are no tools yet.', toTools: 'Add one', label: 'May use', off: 'switched off', gone: 'removed',
    embedded: 'The built-in engine uses no tools; they count once this version runs on a language model.',
    gguf: 'Models that run from a GGUF file use no tools. To use some, choose another model.',
    ggufNamed: 'Models that run from a GGUF file use no tools. Take these off, or choose another model, before you save.',
  },
};
