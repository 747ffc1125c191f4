import { z } from 'zod';

/**
 * What a guard saw: a question that looks like instructions to the model; a secret or a mark of a chat template taken out of
 * an answer; an answer cut because it told the model's instructions; a mark of a citation taken out because there is no such source, or
 * because its sentence speaks of something else.
 */
export const GuardFinding = z.enum(['injection', 'secret', 'control_token', 'prompt_leak', 'unsupported_citation']);
export type GuardFinding = z.output<typeof GuardFinding>;

/**
 * What an article holds that a language model is not to be led by: signs that nobody sees, which no model is shown; words
 * that look like instructions to a model.
 */
export const ArticleFinding = z.enum(['hidden_text', 'instructions']);
export type ArticleFinding = z.output<typeof ArticleFinding>;
