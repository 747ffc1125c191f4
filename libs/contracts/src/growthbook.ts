import { z } from 'zod';
import { targetingLimits } from './targeting.ts';
import { trimmed } from './primitives.ts';

/** A part of a GrowthBook namespace, which experiments there share out. */
export const NamespacePart = z.strictObject({ name: trimmed(200), start: z.number().min(0).max(1), end: z.number().min(0).max(1) })
  .refine(({ start, end }) => start < end, 'the part must end after it begins');

/**
 * Draws as a split that runs in GrowthBook does, so that it moves over without moving its visitors. Variants stand in
 * GrowthBook's order, with its weights and its coverage.
 */
export const GrowthBookSplit = z.strictObject({
  /** The experiment's seed; its tracking key when none was set. */
  seed: trimmed(200),
  /** 2 draws from 10,000 places, 1 (older, the SDKs' default) from 1,000. */
  hashVersion: z.union([z.literal(1), z.literal(2)]),
  /** Name of the visitor's attribute that holds the value of GrowthBook's hash attribute; who has none does not take part, as there. */
  attribute: trimmed(targetingLimits.name),
  namespace: NamespacePart.nullable(),
});
export type GrowthBookSplit = z.output<typeof GrowthBookSplit>;
