import { z } from 'zod';
import { Instant, Nothing } from './primitives.ts';
import { route } from './route.ts';

/** Shares of the three ways of searching; they sum to 1. */
export const SearchWeights = z.object({
  /** Words of an article's title, heading and text. */
  text: z.number().min(0).max(1),
  /** Words of the questions that an article answers. */
  questions: z.number().min(0).max(1),
  /** Likeness in meaning to its headings and questions. */
  meaning: z.number().min(0).max(1),
});
export type SearchWeights = z.output<typeof SearchWeights>;

/** Shares of questions whose article came first, or among the first three; and the mean of 1 / rank. */
export const SearchQuality = z.object({ top1: z.number(), top3: z.number(), mrr: z.number() });

export const SearchReport = z.object({
  /** `learnt`: the weights are the workspace's own. Otherwise equal shares, and why. */
  outcome: z.enum(['learnt', 'equal_is_as_good', 'too_few', 'no_encoder']),
  /** Questions that it was learnt from, by where they came from. */
  fromArticles: z.number().int(), fromLabelled: z.number().int(),
  /** On questions that the weights were not chosen by; null when there were too few. */
  quality: z.object({ learnt: SearchQuality, equal: SearchQuality }).nullable(),
});
export type SearchReport = z.output<typeof SearchReport>;

export const SearchState = z.object({
  weights: SearchWeights,
  report: SearchReport.nullable(),
  /** Questions that it takes to learn. */
  needed: z.number().int(),
  learntAt: Instant.nullable(),
  /** False while something changed since; it is learnt anew within minutes. */
  current: z.boolean(),
  /** Languages of the workspace's articles and questions, most frequent first. */
  languages: z.array(z.object({
    /** ISO 639-1. */
    language: z.string(), articles: z.number().int(), questions: z.number().int(),
    /** English is understood by meaning and words, every other language by words alone. */
    understanding: z.enum(['full', 'words']),
  })),
});
export type SearchState = z.output<typeof SearchState>;

export const readSearch = route({ method: 'GET', path: '/v1/search', summary: 'What the search for articles listens to', input: Nothing, reply: SearchState });
export const learnSearch = route({
  method: 'POST', path: '/v1/search/learn', summary: 'Learn now how much each way of searching counts', status: 200, input: Nothing, reply: SearchState,
});
