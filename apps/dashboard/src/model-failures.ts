import type { ModelFailureCode } from '#contracts';

interface Told {
  /** In a table. */
  short: string;
  /** After "Failed:". */
  reason: string;
  /** Of a test of the model. */
  test: string;
}

/** Why a language model did not answer, in words. */
export const modelFailures: Readonly<Record<ModelFailureCode, Told>> = {
  auth: { short: 'Key refused', reason: 'the model refused the key', test: 'It refused the key.' },
  quota: { short: 'Quota used up', reason: 'the quota of the key was used up', test: 'The quota of this key is used up.' },
  rate: { short: 'Asked too often', reason: 'the model was asked too often', test: 'It is asked too often right now.' },
  capacity: { short: 'Overloaded', reason: 'the model was overloaded', test: 'It is overloaded right now.' },
  context_length: { short: 'Too long', reason: 'the conversation was too long for the model', test: 'The question was too long for it.' },
  content_filter: { short: 'Content filter', reason: 'the content filter of the model refused', test: 'Its content filter refused the question.' },
  network: { short: 'No connection', reason: 'the connection to the model broke', test: 'Nothing answers at its address.' },
  stalled: { short: 'Stopped midway', reason: 'the model stopped in the middle', test: 'It stopped in the middle of its answer.' },
  timeout: { short: 'Too slow', reason: 'the model did not answer in time', test: 'It did not answer in time.' },
  bad_response: { short: 'Unreadable', reason: 'the model sent something that is no answer', test: 'It answered with something that is no model answer.' },
  cancelled: { short: 'Cancelled', reason: 'the question was taken back', test: 'The test was cancelled.' },
  busy: { short: 'Queue full', reason: 'too many questions waited for the model', test: 'Too many questions wait for it right now.' },
  circuit_open: { short: 'Left alone', reason: 'the model was left alone because it kept failing', test: 'It is left alone right now, because it kept failing.' },
};

/** What else ends an answer. */
const otherReasons: Readonly<Record<string, string>> = {
  too_long: 'the answer grew too long', lost: 'the server that answered went away', server_draining: 'the server restarted', no_backend: 'no backend was set for the site',
  model_misconfigured: 'the model was removed or refused the question', model_unavailable: 'the model was not reached', backend_version_not_ready: 'the backend version was not trained',
  database_unavailable: 'the database was away', not_found: 'the backend version was gone',
};

/** @returns a clause for after "Failed:" */
export const reasonOf = (code: string): string => (modelFailures as Readonly<Partial<Record<string, Told>>>)[code]?.reason ?? otherReasons[code] ?? `something went wrong here (${code})`;
