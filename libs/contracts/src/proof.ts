import { z } from 'zod';
import { ComparedMeasure } from './measures.ts';
import { Id, Instant } from './primitives.ts';
import { route } from './route.ts';

/**
 * What is tried. `sequence`: the rule that decides, at all its looks; `oneLook`: p below alpha at the end; `everyLook`: p
 * below alpha at any look; `harm`: a guardrail that stops the experiment.
 */
export const ProofRule = z.enum(['sequence', 'oneLook', 'everyLook', 'harm']);
export type ProofRule = z.output<typeof ProofRule>;

/** The rules tried on a company's own visitors, with variants dealt out by chance: all that they found were false alarms. */
export const Proof = z.strictObject({
  at: Instant, measure: ComparedMeasure,
  /** Units that were dealt out again, in the order in which they had come. */
  units: z.number().int(),
  /** Where they are a sample by chance: of so many. Proofs of earlier versions of Duet lack it, and took the newest units. */
  unitsInAll: z.number().int().optional(),
  permutations: z.number().int(),
  /** Of the sample and of the dealing. */
  seed: z.number().int(),
  /** Of the units' variants, epochs and values in their order: the same digest and seed give the same counts. */
  sha256: z.string(),
  /** What each rule promised at most, as a share of the permutations. */
  alpha: z.number(),
  /** Permutations in which a rule saw what was not there; `harm` is absent without guardrails. */
  sequence: z.number().int(), oneLook: z.number().int(), everyLook: z.number().int(), harm: z.number().int().optional(),
  /** Of each rule that was tried: the share of false alarms lies here, with 95 % confidence (Wilson). */
  intervals: z.partialRecord(ProofRule, z.strictObject({ low: z.number(), high: z.number() })).optional(),
});
export type Proof = z.output<typeof Proof>;

export const proveExperiment = route({
  method: 'POST', path: '/v1/experiments/{id}/prove', status: 200, tag: 'experiments',
  summary: 'Deal the variants out by chance again and again and count false alarms',
  input: z.strictObject({ id: Id, permutations: z.number().int().min(100).max(2_000).default(1_000), seed: z.number().int().min(0).max(2 ** 31 - 1).default(1) }),
  reply: Proof,
});

/** Permutations that were played, of how many; null: nothing is tried by the server that answers. */
export const ProofProgress = z.strictObject({ running: z.strictObject({ done: z.number().int(), of: z.number().int() }).nullable() });
export type ProofProgress = z.output<typeof ProofProgress>;

export const readProofProgress = route({
  method: 'GET', path: '/v1/experiments/{id}/prove', tag: 'experiments',
  summary: 'How far the dealing is',
  input: z.strictObject({ id: Id }),
  reply: ProofProgress,
});
