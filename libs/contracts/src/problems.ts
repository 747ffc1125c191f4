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
  identity_invalid: { status: 401, title: 'The signed identity of this visitor is not valid.' },
  site_secrets_full: { status: 409, title: 'Two secrets of this site are live already. End one of them first.' },
  cross_site_refused: { status: 403, title: 'Requests from other sites are refused.' },
  setup_required: { status: 503, title: 'Claim this installation first: open the setup link that the server printed.' },
  setup_link_invalid: { status: 410, title: 'This setup link was used or has expired. Run "npx duet setup-link" for a new one.' },
  weak_password: { status: 400, title: 'Choose a longer or less common password (12 characters or more).' },
  email_taken: { status: 409, title: 'Somebody with this e-mail address is a member already.' },
  last_owner: { status: 409, title: 'A workspace keeps at least one owner.' },
  rate_limited: { status: 429, title: 'That was too much at once. Please wait a moment.', retryable: true },
  budget_spent: { status: 429, title: 'The budget of today is used up. An owner can raise it under Settings.', retryable: true },
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
  duel_impossible: { status: 409, title: 'Two drafts cannot be had here.' },
  duel_decided: { status: 409, title: 'A different choice between these drafts was made already; the first one counts.' },
  not_your_duel: { status: 409, title: 'Whoever asked for these drafts chooses between them.' },
  duel_cancelled: { status: 409, title: 'You left before both drafts were there.' },
  drafts_alike: { status: 409, title: 'Both drafts say the same: neither is better. They are equally good, or both bad.' },
  draft_missing: { status: 409, title: 'This choice needs a draft that its version did not give.' },
  experiment_overlap: { status: 409, title: 'Another running experiment has visitors of this site that this one wants. Give it others, or pause that one first.' },
  experiment_not_draft: { status: 409, title: 'Only a draft can be changed like this.' },
  experiment_state: { status: 409, title: 'That step is not possible in the state the experiment is in.' },
  experiment_adaptive: { status: 409, title: 'Duet moves the shares of this experiment by itself. To set them by hand, duplicate it with fixed shares.' },
  adaptive_two_variants: { status: 400, title: 'Two variants gain nothing from moving shares: half and half tells them apart soonest. Keep fixed shares or add a variant.' },
  adaptive_growthbook: { status: 400, title: 'A split that runs in GrowthBook keeps its weights. Draw as Duet does, or keep fixed shares.' },
  adaptive_no_room: { status: 400, title: 'The least shares and the control’s share leave nothing to move. Lower one of them.' },
  adaptive_unit: { status: 400, title: 'Shares can only be moved between visitors: one who comes back would meet another mix, and what one variant did would be counted to another.' },
  adaptive_design: { status: 400, title: 'Shares cannot follow what is measured where one test at the planned end decides. Decide at any look, or keep fixed shares.' },
  adaptive_measure: { status: 400, title: 'Shares cannot follow a quantile of response times. Decide by ratings, thumbs, outcomes or costs, or keep fixed shares.' },
  adaptive_traffic: { status: 400, title: 'A replay is over before shares could move. Keep fixed shares, or count visitors.' },
  proof_impossible: { status: 409, title: 'There is nothing to deal out yet: fewer than 100 visitors.' },
  proof_running: { status: 409, title: 'This experiment is being tried just now. Its result shows when it is done.' },
  ramp_not_rising: { status: 400, title: 'Each step must raise the share of visitors who take part, beginning with more than nobody.' },
  ramp_replay: { status: 400, title: 'A replay is over before its coverage could rise. Replay with the coverage that you want.' },
  reason_needed: { status: 400, title: 'Say why, in at least three characters: who reads the results later has to know what happened to this experiment.' },
  experiment_incomplete: { status: 409, title: 'The experiment cannot start yet: its variants or weights are not complete.' },
  backend_version_not_ready: { status: 409, title: 'This backend version cannot answer yet. Train it first.' },
  version_conflict: { status: 409, title: 'Somebody saved a version of this backend meanwhile.' },
  unknown_variable: { status: 400, title: 'The prompt names a value that is not declared.' },
  label_moved: { status: 409, title: 'Somebody moved this label meanwhile.' },
  label_followed: { status: 409, title: 'A site follows this label. Let the site answer by a version of its own first.' },
  no_production_version: { status: 409, title: 'No version of this backend is labelled production yet.' },
  backend_in_use: { status: 409, title: 'A site, an experiment or a version that routes by topic uses this backend.' },
  topic_is_intent: { status: 409, title: 'This topic became an intent already.' },
  intent_taken: { status: 409, title: 'An intent with this name exists already.' },
  slug_taken: { status: 409, title: 'An article with this address exists already.' },
  import_unreadable: { status: 400, title: 'This file is neither CSV with a header "text,category" nor JSON Lines.' },
  too_few_examples: { status: 409, title: 'There are too few labelled examples to train on.' },
  data_set_unfinished: { status: 409, title: 'This data set is not built yet.' },
  data_set_in_use: { status: 409, title: 'A fine-tune learns or has learnt from this data set: it is how one knows what the model was taught, and which of it visitors had deleted since. Only a data set that taught no model can be deleted.' },
  no_such_file: { status: 404, title: 'This data set has no such file: pairs and thumbs have no ShareGPT form.' },
  evaluation_set_frozen: { status: 409, title: 'This evaluation set is frozen. Copy it, change the copy and freeze that.' },
  evaluation_set_empty: { status: 409, title: 'An evaluation set without cases cannot be frozen.' },
  evaluation_set_full: { status: 409, title: 'An evaluation set holds at most 2,000 cases.' },
  evaluation_set_open: { status: 409, title: 'Freeze this evaluation set first: versions are only judged by cases that cannot change any more.' },
  evaluation_set_in_use: { status: 409, title: 'Versions were judged by this evaluation set, or prompts were optimised on it. Evaluations can be deleted first; what the optimizer learnt from has to stay known.' },
  evaluation_cases_unreadable: { status: 400, title: 'This file is neither JSON Lines nor CSV with a header that has the column "question".' },
  evaluation_learnt: { status: 409, title: 'This candidate was optimised or trained on questions of this set, which therefore says nothing about it. Choose another set, or train again now that the set is frozen.' },
  evaluation_same_version: { status: 400, title: 'Candidate and baseline are the same version.' },
  evaluation_judge_involved: { status: 400, title: 'The judge must be another model than those of both versions: a model prefers its own answers.' },
  evaluation_judge_unfit: { status: 400, title: 'Only a language model can be the judge. Choose another model, people, or nobody.' },
  evaluation_unfinished: { status: 409, title: 'This evaluation is under way. Cancel it first.' },
  gate_not_passed: { status: 409, title: 'Only a candidate that passed the gate meets visitors. What the gate said tells why this one stays out.' },
  gate_refused: { status: 409, title: 'The gate refused this version. Choose another one, or say why it shall meet visitors all the same.' },
  already_promoted: { status: 409, title: 'This candidate is in an experiment already.' },
  nothing_chosen: { status: 409, title: 'You have no choice left to take back.' },
  evaluation_over: { status: 409, title: 'That step is not possible in the state the evaluation is in.' },
  optimizer_set_frozen: { status: 409, title: 'This evaluation set is frozen: it judges, and nothing may learn from it. Choose or make an open set.' },
  optimizer_too_few_cases: { status: 409, title: 'There are too few cases to learn from. Add cases to the set that no frozen set holds already.' },
  optimizer_budget_too_small: { status: 409, title: 'With so few tokens not even the prompt as it is could be scored. Allow more.' },
  optimizer_not_running: { status: 409, title: 'This run is not under way.' },
  optimizer_nothing_found: { status: 409, title: 'This run has found nothing better than it began with.' },
  training_running: { status: 409, title: 'A training run is under way. Wait for it or cancel it.' },
  training_not_running: { status: 409, title: 'This training run is not under way.' },
  no_trained_model: { status: 409, title: 'This training run has no model to give out.' },
  artefact_damaged: { status: 500, title: 'The stored model cannot be read: it is damaged, or an earlier release wrote it. Import it again or train anew.' },
  artefact_unreadable: { status: 400, title: 'This file is no model that can be used here.' },
  fine_tune_state: { status: 409, title: 'That step is not possible in the state the fine-tune is in.' },
  fine_tune_method: { status: 400, title: 'This provider cannot learn from a data set of this kind.' },
  fine_tune_untuned: { status: 409, title: 'This fine-tune has no model yet.' },
  model_unavailable: { status: 503, title: 'The model did not answer.', retryable: true },
  model_taken: { status: 409, title: 'There is a model with this name already.' },
  model_in_use: { status: 409, title: 'A version in use runs on this model. Use one on another model instead; then it can be renamed or removed.' },
  model_misconfigured: { status: 409, title: 'The model refused our request. Check its address, name and key.' },
  tool_taken: { status: 409, title: 'There is a tool with this name already.' },
  tool_in_use: { status: 409, title: 'A version in use names this tool. Use one without it instead, or switch the tool off.' },
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
