import { z } from 'zod';
import { text, trimmed } from './primitives.ts';

/** Bounds of what a page may tell about its visitor, and of what an experiment may ask for. */
export const targetingLimits = { conditions: 20, attributes: 20, name: 64, value: 200, choices: 20, path: 500 } as const;

const AttributeName = trimmed(targetingLimits.name);
const Value = trimmed(targetingLimits.value);
const Values = z.array(Value).min(1).max(targetingLimits.choices);

/** What a site tells about its visitor in words of its own, such as `plan: "pro"`. */
export const Attributes = z.record(text(targetingLimits.name), z.union([text(targetingLimits.value, 0), z.number(), z.boolean()]))
  .refine((all) => Object.keys(all).length <= targetingLimits.attributes, `must have at most ${targetingLimits.attributes} attributes`);
export type Attributes = z.output<typeof Attributes>;

/** What was known of a visitor when the chat was opened; targeting decides by it, and the conversation keeps it. */
export const ArrivalFacts = z.object({
  /** Path of the page, without query and fragment; null where nobody said. */
  page: z.string().nullable(),
  /** First language of the visitor's browser, a tag such as `de-AT`. */
  locale: z.string().nullable(),
  /** Who the site has vouched for: its own id of the person; null for anonymous visitors. */
  signedInAs: z.string().nullable(),
  attributes: Attributes,
  /** Names of the attributes that came in a signed identity; the others are the page's word only. */
  verified: z.array(z.string()),
});
export type ArrivalFacts = z.output<typeof ArrivalFacts>;

const attribute = { kind: z.literal('attribute'), name: AttributeName };

/** One thing that must hold of a visitor. What is not known of a visitor fits `is_not` only. */
export const Condition = z.union([
  z.strictObject({ kind: z.literal('page'), operator: z.enum(['is', 'starts_with', 'contains']), value: Value }),
  /** One of these languages; `de` takes in `de-AT`, not the other way round. */
  z.strictObject({ kind: z.literal('locale'), values: Values }),
  z.strictObject({ kind: z.literal('signed_in'), value: z.boolean() }),
  /** Compared as text: `true` and `5` fit the value and its name. */
  z.strictObject({ ...attribute, operator: z.enum(['is', 'is_not']), value: Value }),
  z.strictObject({ ...attribute, operator: z.literal('one_of'), values: Values }),
  z.strictObject({ ...attribute, operator: z.enum(['at_least', 'at_most']), value: z.number() }),
]);
export type Condition = z.output<typeof Condition>;

/** Who takes part in an experiment: all conditions must hold. None: everybody. */
export const Targeting = z.array(Condition).max(targetingLimits.conditions);
export type Targeting = z.output<typeof Targeting>;

/**
 * What a page says about its visitor when a chat begins. What cannot be used is left out rather than refused: a mistake
 * of the page must not cost the visitor the chat.
 */
export const AboutVisitor = z.strictObject({
  page: z.string().optional(),
  /** Language tag; left out, the browser's `Accept-Language` says. */
  locale: z.string().optional(),
  /** Up to 20; names of up to 64, texts of up to 200 characters. */
  attributes: z.record(z.string(), z.unknown()).optional(),
});
export type AboutVisitor = z.output<typeof AboutVisitor>;
