import type { z } from 'zod';
import { Problem } from './problem.ts';

/** Deepest nesting of a request; checked before any recursive code sees it. */
const MAX_DEPTH = 32;

/** Walks without recursion, so that a hostile depth cannot overflow the stack. */
function tooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : []));
  }
  return false;
}

/** @throws Problem `too_deep` or `invalid_request`, which names the fields */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  if (tooDeep(value)) throw new Problem('too_deep');
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = issues[0];
  throw new Problem('invalid_request', { issues, ...(first ? { detail: `${first.path || 'The request'}: ${first.message}.` } : {}) });
}
