import type { DataSet, DataSetFormat, DataSetMark, DataSetMethod, DataSetPart, DataSetReason, DataSetWhy } from '#contracts';

const methods: Record<DataSetMethod, string> = { answers: 'Good answers', pairs: 'Pairs: better and worse', thumbs: 'Single answers, liked or not' };
const methodHints: Record<DataSetMethod, string> = {
  answers: 'For supervised fine-tuning (SFT): what agents wrote, and answers that visitors liked or rated.',
  pairs: 'For preference training (DPO): blind choices of agents between two drafts, and disliked answers that an agent gave again.',
  thumbs: 'For training on unpaired preferences (KTO): every answer with a thumb, up or down.',
};
const why: Record<DataSetWhy, string> = {
  agent: 'written by an agent', thumbs_up: 'liked by the visitor', csat: 'in a resolved conversation rated 4 or 5', thumbs_down: 'disliked by the visitor',
  duel: 'chosen blindly by an agent', rewrite: 'answered again by an agent',
};
const reasons: Record<DataSetReason, string> = {
  erased: 'the visitor had the conversation deleted', experiment: 'in an experiment that is under way', holdout: 'of a visitor kept out of experiments', unfinished: 'failed, stopped or broken off',
  asked_back: 'the answer asked back', escalated: 'handed over to a person', disliked: 'disliked', guarded: 'a guard saw something in it', used_tool: 'made with a tool, whose data is of that moment', own_model: 'written by a fine-tuned backend, without an agent', unrated: 'nobody said that it was good',
  undecided: 'no strict choice between the drafts', no_rewrite: 'disliked, and no agent answered again', too_short: 'too short to teach anything', too_long: 'longer than wanted',
  evaluation_set: 'in an evaluation set', duplicate: 'the same again', near_duplicate: 'nearly the same again', cap_visitor: 'too many of one visitor', cap_agent: 'too many of one agent', cap_intent: 'too many on one topic', cap_template: 'too many in one wording',
};
const marks: Record<DataSetMark, string> = { experiment: 'of a running experiment', holdout: 'of the holdout', replay: 'replayed', test: 'test traffic' };
const parts: Record<DataSetPart, string> = { train: 'Training', validation: 'Validation', test: 'Test' };
const formats: Record<DataSetFormat, string> = { openai: 'OpenAI JSONL', trl: 'TRL JSONL', sharegpt: 'ShareGPT JSONL', csv: 'CSV' };
const stages: Record<DataSet['stage'], string> = { reading: 'Reading conversations', redacting: 'Taking out personal data and repetitions', splitting: 'Splitting', writing: 'Writing files' };

const examples = (turns: string): string => `${turns} ${turns === '1' ? 'example' : 'examples'}`;

/** Words of the pages of data sets. */
export const words = {
  title: 'Data sets',
  methods, methodHints, why, reasons, marks, parts, formats, stages, examples,
  states: { waiting: 'Waiting', running: 'Being built', done: 'Built', failed: 'Failed' } satisfies Record<DataSet['state'], string>,
  list: {
    caption: 'Data sets',
    create: 'New data set',
    emptyTitle: 'No data sets yet',
    empty: 'A data set is made of your own conversations: what agents wrote and what visitors liked, without personal data, ready to fine-tune a model with.',
    columns: { name: 'Name', state: 'State', method: 'Teaches', turns: 'Examples', leaks: 'Leaks', created: 'Created', by: 'By' },
    more: 'Show older ones',
    tainted: (turns: string) => `${turns} erased since`,
    none: 'none',
  },
  form: {
    title: 'New data set',
    name: 'Name', namePlaceholder: 'Refund answers, spring',
    what: 'What a model learns from it', where: 'Which conversations', how: 'How examples are made',
    method: 'Method', site: 'Site', allSites: 'All sites', days: 'Of the last days',
    traffic: 'Conversations', traffics: { live: 'Of visitors', replay: 'Replayed', test: 'Test traffic' },
    notLive: 'Nobody asked these questions: such a data set shows how it works and is no ground for a model that serves customers. Each example is marked.',
    signals: 'An answer is good when', signal: { agent: 'an agent wrote it', thumbsUp: 'the visitor liked it', csat: 'its conversation was rated 4 or 5 and resolved' },
    noSignal: 'Choose at least one sign.',
    experiments: 'Take conversations of running experiments too', experimentsHint: 'A model that learns from an experiment under way makes its variants alike. Each example is marked.',
    holdout: 'Take visitors who are kept out of experiments too', holdoutHint: 'They are there to compare with. Each example is marked.',
    context: 'Earlier messages with each question', longest: 'Longest example, in characters',
    caps: 'At most, so that nobody teaches a model alone', cap: { visitor: 'of one visitor', agent: 'of one agent', intent: 'on one topic', template: 'in one wording' },
    systemPrompt: 'System message', systemPromptHint: 'Stands in each example, and fine-tuned backends say it to the model when it serves. Empty: that it is the support assistant of your company.',
    seed: 'Seed of the split', more: 'Limits and seed',
    save: 'Build data set', consequence: 'What is built never changes. When a visitor deletes a conversation, its words leave every file and the data set says so.',
  },
  count: {
    title: 'What this gives',
    hero: (qualify: string, left: string) => `${qualify === '1' ? '1 turn qualifies' : `${qualify} turns qualify`}, ${left} left out.`,
    nothing: 'No conversation in these days.',
    from: (conversations: string) => `From ${conversations === '1' ? '1 conversation' : `${conversations} conversations`}.`,
    beyond: (beyond: string) => `The newest ones are counted here; ${beyond} older ones are looked at when it is built.`,
    later: 'Repetitions and caps are counted when it is built.',
    inOrOut: 'In or out', qualifying: 'Qualify', out: 'Left out', column: 'Turns', reason: 'Because', marked: 'Marked',
    tooFew: 'Services refuse to train on fewer than 10 examples.', few: 'From 50 examples on a difference can be expected; pairs need about 200.',
    caption: 'Turns by reason',
  },
  page: {
    fineTune: 'Fine-tune with it', remove: 'Delete data set', removing: 'The data set and its files are gone for good; conversations stay. A data set that a fine-tune learns or has learnt from is not deleted: it tells what the model was taught.', removed: 'The data set was deleted',
    failed: 'The data set could not be built. Nothing was stored. Build it again; if it fails again, the log of the server says why.', failedTitle: 'Not built',
    progress: 'Progress', of: (done: string, total: string) => `${done} of ${total}`,
    taintTitle: 'Tainted',
    taint: (turns: string, at: string | null) => `${turns === '1' ? '1 example was' : `${turns} examples were`} deleted by visitors${at ? ` since ${at}` : ''}. Files leave them out from now on, so their digests differ from those below. Whoever trained a model with earlier files should train it anew.`,
    markedTitle: 'Marked', marked: (list: string) => `Holds examples that are left out otherwise: ${list}.`,
    leaks: (leaks: string) => (leaks === '0' ? 'No question of one part is nearly the same as one of another: all pairs were compared, and 0 leaks found.' : `${leaks} pairs of nearly the same question are in different parts: results on the test part will look better than they are.`),
    parts: 'Split', partColumns: { part: 'Part', turns: 'Examples', visitors: 'Visitors', asked: 'Asked' },
    asked: (first: string, last: string) => `${first} to ${last}`, nothing: 'none',
    splitNote: (alike: string) => `All of one visitor are in one part, and so are questions that are nearly the same (${alike}). The visitors who came last test.`,
    redacted: 'Replaced by placeholders', redactedNone: 'Nothing personal was found.', redactedNote: 'A net, not a promise: a name in the middle of a sentence is not known as one. Look at some examples before you give files away.',
    about: 'How it was made', facts: { method: 'Method', days: 'Of the last days', traffic: 'Conversations', context: 'Earlier messages', seed: 'Seed', redactor: 'Redactor', builder: 'Builder', sources: 'Digest of the sources', by: 'Built by', system: 'System message' },
    noSystem: 'none',
  },
  files: {
    title: 'Files', caption: 'Files of the data set', download: (name: string) => `Download: ${name}`, columns: { file: 'File', lines: 'Examples', size: 'Size', sha: 'SHA-256' },
    note: 'Made anew for each download, with what visitors deleted left out. An unchanged file has the digest that stands here.',
  },
  estimate: {
    title: 'What a training would cost', epochs: 'Epochs', price: 'Dollars per million tokens of training',
    hero: (tokens: string, cost: string) => `About ${tokens} tokens, ${cost}.`, between: (tokens: string, cost: string | null) => `Between ${tokens} tokens${cost === null ? '' : `, ${cost}`}.`,
    free: 'no price given', note: 'Epochs times training, and validation once. Tokens are characters divided by 3.6 and four for each message, give or take 15 %: each model counts in its own way.',
  },
  examplesOf: {
    title: 'Examples', part: 'Part', all: 'All parts', caption: 'Examples of the data set', empty: 'No example in this part.', next: 'Next', back: 'Back', range: (from: string, to: string, of: string) => `${from} to ${to} of ${of}`,
    user: 'Visitor', assistant: 'Answer', good: 'Taught', chosen: 'Better', rejected: 'Worse', liked: 'Liked', disliked: 'Disliked', erased: 'A visitor had this deleted. Nothing of it is left.',
    label: 'Label as', labelHint: 'The built-in engine learns labelled questions with its next training; those of validation and test are held out to measure it.', approve: 'Label question', approveOf: (number: string) => `Label the question of example ${number}`,
    labelled: (intent: string) => `Labelled as ${intent}`,
    open: (number: string) => `Open the conversation of example ${number}`, conversation: 'Conversation', number: (number: string) => `Example ${number}`,
  },
  check: {
    title: 'Check a file', what: 'Checks a training file of your own line by line, here and without sending it to a provider.', choose: 'Choose a file', format: 'Format', method: 'For', input: 'Training file',
    fine: (lines: string) => `No fault in ${lines} examples.`, found: (errors: string, warnings: string, lines: string) => `Errors: ${errors}, warnings: ${warnings}, examples: ${lines}.`,
    columns: { line: 'Line', severity: 'Kind', sentence: 'What is wrong' }, whole: 'file', severities: { error: 'Error', warning: 'Warning' }, caption: 'What is wrong with the file', failed: 'The file was not checked',
    tooLarge: 'Files of up to 20 MB can be checked here.', more: (shown: string) => `The first ${shown} are shown.`,
  },
  ofConversation: { title: 'In data sets', place: (part: string, number: string) => `${part}, example ${number}` },
};
