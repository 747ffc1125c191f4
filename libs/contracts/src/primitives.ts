import { z } from 'zod';

/** UUID, version 7 when made by Duet. */
export const Id = z.uuid();
export type Id = z.output<typeof Id>;

/** Instant in UTC, ISO 8601, 2000 to 2100. */
export const Instant = z.iso.datetime({ offset: true }).refine((t) => t >= '2000' && t < '2101', 'must lie between 2000 and 2100');

/** Calendar day in the workspace's time zone, `YYYY-MM-DD`. */
export const Day = z.iso.date();

const wellFormed = (text: string): boolean => !/\p{Surrogate}|\u0000/u.test(text);
const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Text that a database and a browser both keep unchanged: no NUL, no lone surrogate; limited in code points and in
 * UTF-8 bytes (four per code point).
 */
export const text = (maxCodePoints: number, minCodePoints = 1): z.ZodType<string, string> =>
  z.string().refine(wellFormed, 'must not hold NUL or broken characters').refine((value) => {
    if (value.length > maxCodePoints * 2) return false;
    const points = [...value].length;
    return points >= minCodePoints && points <= maxCodePoints && utf8Length(value) <= maxCodePoints * 4;
  }, `must have ${minCodePoints} to ${maxCodePoints} characters`);

/** Text with something in it besides white space; trimmed at both ends. */
export const trimmed = (maxCodePoints: number): z.ZodType<string, string> =>
  z.string().transform((value) => value.trim()).pipe(text(maxCodePoints));

export const Name = trimmed(120);
export const Email = z.email().max(254).transform((address) => address.toLowerCase());

/** Why a version that the gate refused (`gate_refused`) shall meet visitors all the same; it is written down. */
export const DespiteGate = trimmed(300);

/** Share of 10,000. */
export const Weight = z.number().int().min(0).max(10_000);

export const Traffic = z.enum(['live', 'replay', 'preview', 'test']);
export type Traffic = z.output<typeof Traffic>;

export const Nothing = z.strictObject({});
export const Done = z.object({ ok: z.literal(true) });

export const ById = z.strictObject({ id: Id });

/** Query of a list: newest first, `before` an id of the last page. */
export const pageQuery = { limit: z.coerce.number().int().min(1).max(200).default(50), before: Id.optional() };

/** One page of a list; `next` goes into `before` of the next request, null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: Id.nullable() });
