import { z } from 'zod';

interface Entry {
  readonly status: number;
  readonly title: string;
  /** Would the same request succeed later? */
  readonly retryable?: true;
}

/** Every expected failure: its stable code, its HTTP status, the sentence that a person reads. */
export const problems = {
  invalid_request: { status: 400, title: 'Something in the request is not as expected.' },
  malformed_json: { status: 400, title: 'The request is not valid JSON.' },
  too_deep: { status: 400, title: 'The request is nested too deeply.' },
  payload_too_large: { status: 413, title: 'The request is larger than allowed.' },
  unsupported_media_type: { status: 415, title: 'Send JSON.' },
  not_found: { status: 404, title: 'There is nothing at this address.' },
  gone: { status: 410, title: 'This was deleted and will not come back.' },
  unauthenticated: { status: 401, title: 'Please sign in.' },
  wrong_credentials: { status: 401, title: 'The e-mail address or the password is wrong.' },
  forbidden: { status: 403, title: 'Your role does not allow this.' },
  origin_refused: { status: 403, title: 'This site may not use this chat. Add its address to the allowed origins of the site.' },
  cross_site_refused: { status: 403, title: 'Requests from other sites are refused.' },
  setup_required: { status: 503, title: 'Claim this installation first: open the setup link that the server printed.' },
  setup_link_invalid: { status: 410, title: 'This setup link was used or has expired. Run "npx duet setup-link" for a new one.' },
  weak_password: { status: 400, title: 'Choose a longer or less common password (12 characters or more).' },
  email_taken: { status: 409, title: 'Somebody with this e-mail address is a member already.' },
  last_owner: { status: 409, title: 'A workspace keeps at least one owner.' },
  rate_limited: { status: 429, title: 'That was too much at once. Please wait a moment.', retryable: true },
  busy: { status: 503, title: 'We are very busy right now. Please try again in a moment.', retryable: true },
  server_draining: { status: 503, title: 'The server is restarting. You will be connected again in a moment.', retryable: true },
  database_unavailable: { status: 503, title: 'The database does not answer right now. Nothing that was confirmed is lost.', retryable: true },
  internal: { status: 500, title: 'Something went wrong on our side.', retryable: true },
  idempotency_conflict: { status: 409, title: 'A different message was already sent with this id.' },
  conversation_closed: { status: 409, title: 'This conversation has ended. Start a new one.' },
  message_too_long: { status: 400, title: 'This message is too long for this chat. Please send it in shorter parts.' },
  reply_in_progress: { status: 429, title: 'Please wait for the answer before you send more.', retryable: true },
  message_not_running: { status: 409, title: 'This answer is not running any more.' },
  message_not_rateable: { status: 409, title: 'Only answers of the assistant can be rated.' },
  already_claimed: { status: 409, title: 'A colleague has taken this conversation.' },
  not_claimed_by_you: { status: 409, title: 'Take the conversation first.' },
  no_hand_over: { status: 409, title: 'Nobody is waiting in this conversation.' },
  experiment_overlap: { status: 409, title: 'Another running experiment has visitors of this site that this one wants. Give it others, or pause that one first.' },
  experiment_not_draft: { status: 409, title: 'Only a draft can be changed like this.' },
  experiment_state: { status: 409, title: 'That step is not possible in the state the experiment is in.' },
  experiment_incomplete: { status: 409, title: 'The experiment cannot start yet: its variants or weights are not complete.' },
  backend_version_not_ready: { status: 409, title: 'This backend version cannot answer yet. Train it first.' },
  version_conflict: { status: 409, title: 'Somebody saved a version of this backend meanwhile.' },
  backend_in_use: { status: 409, title: 'A site or an experiment uses this backend.' },
  topic_is_intent: { status: 409, title: 'This topic became an intent already.' },
  intent_taken: { status: 409, title: 'An intent with this name exists already.' },
  slug_taken: { status: 409, title: 'An article with this address exists already.' },
  import_unreadable: { status: 400, title: 'This file is neither CSV with a header "text,category" nor JSON Lines.' },
  too_few_examples: { status: 409, title: 'There are too few labelled examples to train on.' },
  training_running: { status: 409, title: 'A training run is under way. Wait for it or cancel it.' },
  training_not_running: { status: 409, title: 'This training run is not under way.' },
  no_trained_model: { status: 409, title: 'This training run has no model to give out.' },
  artefact_damaged: { status: 500, title: 'The stored model cannot be read: it is damaged, or an earlier release wrote it. Import it again or train anew.' },
  artefact_unreadable: { status: 400, title: 'This file is no model that can be used here.' },
  model_unavailable: { status: 503, title: 'The model did not answer.', retryable: true },
  model_taken: { status: 409, title: 'There is a model with this name already.' },
  model_misconfigured: { status: 409, title: 'The model refused our request. Check its address, name and key.' },
  model_host_refused: { status: 400, title: 'This address is not allowed. Private addresses need DUET_ALLOW_PRIVATE_MODEL_HOSTS=1.' },
  demo_unavailable: { status: 409, title: 'The demo workspace is switched off (DUET_DEMO=0).' },
  replay_running: { status: 409, title: 'A replay is running already.' },
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof problems;
export const ProblemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]);

/** Body of every HTTP answer with a status of 400 or more (`application/problem+json`, RFC 9457). */
export const ProblemReply = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: ProblemCode,
  requestId: z.string(),
  /** Which fields were wrong and why, for `invalid_request`; a helpful second sentence for others. */
  detail: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemReply = z.output<typeof ProblemReply>;

/** A socket acknowledgement that reports a failure. */
export interface Refusal {
  ok: false;
  code: ProblemCode;
  title: string;
  retryable: boolean;
  retryAfterMs?: number;
}

export const isRetryable = (code: ProblemCode): boolean => 'retryable' in problems[code];
