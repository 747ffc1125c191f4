import type { FineTune, FineTuneMethod, FineTuneProvider, FineTuneState } from '#contracts';
import { modelFailures } from '../../model-failures.ts';

const providers: Record<FineTuneProvider, string> = { embedded: 'Built in', openai: 'Job server', manual: 'Elsewhere' };
const providerHints: Record<FineTuneProvider, string> = {
  embedded: 'Duet trains its own small model on your labelled questions: no key, no service, some seconds.',
  openai: 'Any server of the OpenAI fine-tuning protocol, at any address. Duet sends the files, follows the job and brings the model back.',
  manual: 'Take the files, train wherever you like, and register the model here when it answers.',
};
const methods: Record<FineTuneMethod, string> = { sft: 'Good answers (SFT)', dpo: 'Pairs (DPO)', kto: 'Thumbs (KTO)', intents: 'Labelled questions' };
const states: Record<FineTuneState, string> = {
  draft: 'Waiting to begin', validating: 'Checking the files', uploading: 'Sending the files', queued: 'Waiting at the provider', running: 'Training', succeeded: 'Trained', failed: 'Failed',
  cancelled: 'Cancelled', evaluated: 'Evaluated', promoted: 'Promoted', rejected: 'Rejected',
};

/** Why a fine-tune failed, by its code; a provider's own code stands beside its own words. */
const reasons: Readonly<Record<string, string>> = {
  data_set_refused: 'The provider would refuse this data set. Nothing was sent.',
  model_taken: 'A model of this name answers at another address already. Remove or rename that one, then go on.',
  job_gone: 'The provider does not know this job any more.',
  no_model: 'The provider says that the job succeeded and names no model.',
  not_confirmed: 'The provider did not confirm that it stopped. Look there: it may still train, and bill.',
  not_found: 'The data set is deleted.',
  too_few_examples: 'There are too few labelled questions to train on.',
  interrupted: 'The server ended again and again in the middle of it.',
  internal: 'Something went wrong on our side; the log of the server says what.',
};

/** @returns a sentence for a code of ours or of a model server; null for a provider's own */
export function reasonOf(code: string): string | null {
  const failure = (modelFailures as Readonly<Partial<Record<string, { short: string }>>>)[code];
  return reasons[code] ?? (failure ? `${failure.short}.` : null);
}

/** Words of the pages of fine-tunes. */
export const words = {
  title: 'Fine-tuning',
  providers, providerHints, methods, states,
  elsewhere: 'Being trained elsewhere',
  name: (number: number) => `Fine-tune ${number}`, run: (number: number) => `Training run ${number}`,
  list: {
    caption: 'Fine-tunes', create: 'New fine-tune', more: 'Show older ones', none: 'none',
    emptyTitle: 'No fine-tunes yet',
    empty: 'A fine-tune makes a model of your own out of what your agents wrote and your visitors liked: by the built-in trainer, by any server of the OpenAI job protocol, or anywhere else with the files.',
    columns: { name: 'Fine-tune', state: 'State', provider: 'Trained by', method: 'From', dataSet: 'Data set', model: 'Model', cost: 'Cost', created: 'Begun' },
    tainted: (turns: string) => `${turns} erased since`,
    percent: (share: string) => ` · ${share}`,
  },
  form: {
    title: 'New fine-tune', what: 'What it learns from', where: 'Where it is trained', how: 'How it is trained', pays: 'What it costs', gets: 'Who gets the model',
    provider: 'Trained by', dataSet: 'Data set', noDataSet: 'There is no built data set that this provider can learn from.', toDataSets: 'Make a data set',
    connection: 'Address and key', connectionHint: 'Of a model in the catalogue, or entered here.', own: 'Entered here', baseUrl: 'Address', baseUrlHint: 'Of the OpenAI protocol, such as https://api.example.com/v1',
    apiKey: 'API key', apiKeyHint: 'Stored sealed, never shown again.',
    baseModel: 'Base model', baseModelHint: 'As the provider calls it.', baseModelManual: 'The model that you are going to train, for the training card.',
    epochs: 'Epochs', auto: 'The provider chooses', batchSize: 'Batch size', rate: 'Learning rate, times the usual one', beta: 'Beta: how close it stays to what it was', seed: 'Seed', suffix: 'In the name of the model',
    suffixHint: 'Letters, digits, - and _.', suffixWrong: 'Only letters, digits, - and _.', more: 'More parameters', note: 'Note',
    prices: { training: 'Training, $ per million tokens', input: 'Questions, $ per million tokens', output: 'Answers, $ per million tokens', hourly: 'Hosting, $ per hour' },
    pricesHint: 'Of the training and of the tuned model, as your provider lists them. They are what costs are counted by.',
    backends: 'New versions for', backendsHint: 'Each gets a version on the tuned model as soon as there is one. Running experiments and sites keep what they have.', noBackends: 'There is no fine-tuned or hybrid backend yet. A version can be made later.',
    embedded: 'It learns from the labelled questions of Knowledge, as on the page Training.',
    sends: (name: string, host: string) => `The training and validation files of “${name}” are sent to ${host}. Personal data was replaced by placeholders when it was built.`,
    keeps: 'Nothing is sent. The files and a training card are made ready.',
    begin: 'Start fine-tuning', beginManual: 'Prepare the files',
  },
  estimate: {
    title: 'What it will cost', choose: 'Choose a data set to see tokens and cost.',
    hero: (tokens: string, cost: string) => `About ${tokens} tokens, ${cost}.`, between: (tokens: string, cost: string | null) => `Between ${tokens} tokens${cost === null ? '' : `, ${cost}`}.`, free: 'no price given',
    note: 'Epochs (three where the provider chooses) times training, and validation once; give or take 15 %: each model counts in its own way.',
    hosting: (perDay: string) => `Hosting: ${perDay} a day.`,
    breakEven: (answers: string, key: string) => `From ${answers} answers a day it costs less than ${key}.`,
    measured: (input: string, output: string, answers: string) => `An answer of that model reads ${input} and writes ${output} tokens, on average of ${answers} answers of the last 90 days.`,
    never: (key: string) => `At these prices it never costs less than ${key} for each answer.`,
    unknown: (key: string) => `When that pays is not known yet: ${key} has answered no visitor in 90 days.`,
    alone: 'Take address and key of a model in the catalogue to see from how many answers a day that pays.',
  },
  page: {
    steps: 'Steps', done: 'done', now: 'now', later: 'to come',
    progress: 'Progress', step: (step: string, of: string) => `Step ${step} of ${of}`, attempt: (attempt: string) => `Attempt ${attempt}`,
    cancel: 'Cancel', cancelling: 'The provider was asked to stop.', giveUp: 'Do not wait for it', cancelHint: 'Cancelling asks the provider to stop; what it has trained until then may be billed.',
    trouble: (reason: string, at: string) => `${reason} Duet tries again, next ${at}.`,
    failedTitle: 'Not trained', endedThere: 'The provider ended the job.', code: (code: string) => `Code: ${code}`, retry: 'Begin anew', goOn: 'Go on', newKey: 'New API key', cancelledText: 'It was cancelled. Nothing came of it.',
    issues: 'What the check found', issueColumns: { line: 'Line', severity: 'Kind', sentence: 'What is wrong' }, whole: 'file', severities: { error: 'Error', warning: 'Warning' },
    trained: (key: string) => `The model ${key} is in the catalogue.`, builtIn: (key: string) => `The model is called ${key}.`, removed: (key: string) => `The model ${key} was removed from the catalogue.`, toModel: 'Its prices and its test', toRun: 'Everything about this training is on the page of its run.', openRun: 'Open the training run',
    taint: (turns: string, at: string | null) => `${turns === '1' ? '1 example of its data set was' : `${turns} examples of its data set were`} deleted by visitors${at ? ` since ${at}` : ''}. A model that learnt from them should be trained anew.`, taintTitle: 'Tainted',
    versions: 'Backend versions', noVersions: 'No backend has a version on this model yet.', makeVersion: 'Make a version', makeVersionAt: (step: string) => `Make a version of step ${step}`, fromCheckpoint: (step: string, model: string) => `The model as it was at step ${step} comes into the catalogue as openai/${model}, with the address, key and prices of the fine-tune.`, made: 'The version is saved', choose: 'For which backends', notMade: 'No version was saved',
    cost: 'Cost', costs: (cost: string, tokens: string) => `${cost}: ${tokens} tokens billed.`, costOpen: 'The provider tells the tokens it bills when the training ends.', costFree: (tokens: string) => `${tokens} tokens billed; no price given.`,
    estimated: (cost: string) => `Estimated before: ${cost}.`, estimatedTokens: (tokens: string) => `Estimated before: ${tokens} tokens.`,
    about: 'About', facts: { provider: 'Trained by', method: 'From', dataSet: 'Data set', base: 'Base model', address: 'Address', key: 'Key ends with', remote: 'At the provider', epochs: 'Epochs', batch: 'Batch size', rate: 'Learning rate', beta: 'Beta', seed: 'Seed', by: 'Begun by', begun: 'Begun', ended: 'Ended', note: 'Note' },
    times: (value: number) => `${value} times the usual one`, noKey: 'no key', gone: 'deleted',
  },
  events: { title: 'Events', empty: 'The provider has not told anything yet.', columns: { number: 'No.', at: 'At', message: 'What it told' }, range: (shown: string, of: string) => `The last ${shown} of ${of}`, warn: 'Warning: ', error: 'Error: ' },
  curve: {
    loss: 'Does it still get better?', lossNote: 'Loss on what it learns from, and on the validation part that it does not see. When the second one rises, it learns by heart.', accuracy: 'How much does it foresee?', accuracyNote: 'Share of the answer’s tokens that the model foresees.',
    step: 'Step', train: 'Training', validation: 'Validation',
  },
  checkpoints: { title: 'Checkpoints', note: 'The model as it was in the middle of its training, as long as the provider keeps it. Where the validation loss is lowest, it has learnt the most without learning by heart.', columns: { step: 'Step', model: 'Model', train: 'Training loss', validation: 'Validation loss', at: 'At', make: 'Use it' } },
  manual: {
    title: 'Train it elsewhere', note: 'Take the files and the card, train, and serve the model behind a URL of the OpenAI protocol. Then say here what it is called.', bundle: 'Take everything as one ZIP', card: 'Training card', files: 'Files for training',
    columns: { file: 'File', lines: 'Examples', sha: 'SHA-256' }, name: 'Name of the model', nameHint: 'As its server calls it: with vLLM the name of the adapter.', baseUrl: 'Address', baseUrlHint: 'Of the OpenAI protocol, such as http://127.0.0.1:8000/v1', apiKey: 'API key', apiKeyHint: 'If its server asks for one.',
    register: 'Register the model', registered: 'The model is in the catalogue', notRegistered: 'The model was not registered',
  },
  ofDataSet: { title: 'Fine-tunes of this data set', none: 'No model was trained on it yet.' },
  ofModel: 'Tuned by',
};

/** The state of one fine-tune; those who train elsewhere are no provider that anything waits at. */
export const stateOf = (provider: FineTuneProvider, state: FineTuneState): string => (provider === 'manual' && state === 'queued' ? words.elsewhere : words.states[state]);

/** What to call it. */
export const nameOf = ({ number, provider, trainingRunId, id }: Pick<FineTune, 'number' | 'provider' | 'trainingRunId' | 'id'>): string => (provider === 'embedded' && trainingRunId === id ? words.run(number) : words.name(number));
