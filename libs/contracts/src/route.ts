import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call a route: anybody, a visitor with its token, or a member or API key with a permission. */
export type Audience = 'public' | 'visitor' | 'member';

/**
 * One HTTP route, described once. `{name}` in the path takes that field out of the input; the other fields travel in
 * the query of a GET or DELETE and in the JSON body of anything else.
 */
export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly summary: string;
  readonly tag: string;
  readonly audience: Audience;
  readonly input: I;
  readonly reply: O;
  /** Status of the success answer. */
  readonly status: number;
  /** Largest request body in bytes; the server's default applies when absent. */
  readonly bodyLimit?: number;
  /** Media type of the answer when it is not JSON, for example `text/csv`. */
  readonly produces?: string;
  /** A request that works, for the API's page. */
  readonly example?: unknown;
}

export type AnyRoute = Route;
export type InputOf<R extends AnyRoute> = z.output<R['input']>;
export type CallOf<R extends AnyRoute> = z.input<R['input']>;
export type ReplyOf<R extends AnyRoute> = z.output<R['reply']>;

type Draft<I extends z.ZodType, O extends z.ZodType> = Pick<Route<I, O>, 'method' | 'path' | 'summary' | 'input' | 'reply'> &
  Partial<Pick<Route<I, O>, 'tag' | 'audience' | 'status' | 'bodyLimit' | 'produces'>> & { example?: z.input<I> };

/** Declares a route. The audience is `member` unless said otherwise, the tag the first word of the path. */
export function route<I extends z.ZodType, O extends z.ZodType>(draft: Draft<I, O>): Route<I, O> {
  const tag = draft.path.split('/')[2] ?? 'service';
  return { tag, audience: 'member', status: draft.method === 'POST' ? 201 : 200, ...draft };
}

/** The names in braces of a path, in order. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
}
