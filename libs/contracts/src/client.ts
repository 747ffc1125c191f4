import type { AnyRoute, CallOf, ReplyOf } from './route.ts';
import { pathFields } from './route.ts';
import type { ProblemReply } from './problems.ts';

/** A failed call, with the problem that the server named; `network` when no answer came at all. */
export class CallFailed extends Error {
  readonly problem: ProblemReply | null;
  constructor(problem: ProblemReply | null, cause?: unknown) {
    super(problem?.detail ?? problem?.title ?? 'The server does not answer. Check your connection and try again.', { cause });
    this.problem = problem;
  }
  get code(): string {
    return this.problem?.code ?? 'network';
  }
}

type Sender = (url: string, init: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal }) => Promise<{
  ok: boolean; headers: { get(name: string): string | null }; json(): Promise<unknown>; text(): Promise<string>; arrayBuffer(): Promise<ArrayBuffer>;
}>;

export type Call = <R extends AnyRoute>(route: R, input: CallOf<R>, signal?: AbortSignal) => Promise<ReplyOf<R>>;

/** Address and body of a call: path fields out of the input, the rest into the query or the body. */
export function requestOf(route: AnyRoute, input: Record<string, unknown>): { path: string; body?: string } {
  const inPath = pathFields(route.path);
  const path = route.path.replace(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(input[field])));
  const rest = Object.entries(input).filter(([field, value]) => !inPath.includes(field) && value !== undefined);
  if (route.method === 'GET' || route.method === 'DELETE') {
    const query = new URLSearchParams(rest.map(([field, value]): [string, string] => [field, String(value)])).toString();
    return { path: query ? `${path}?${query}` : path };
  }
  return { path, body: JSON.stringify(Object.fromEntries(rest)) };
}

async function contentOf({ produces }: AnyRoute, reply: Awaited<ReturnType<Sender>>): Promise<unknown> {
  if (produces === undefined) return reply.json();
  return produces.startsWith('text/') ? reply.text() : new Uint8Array(await reply.arrayBuffer());
}

/** A typed client over any `fetch`. @throws CallFailed */
export function createClient(send: Sender, base = '', headers: Record<string, string> = {}): Call {
  return async (route, input, signal) => {
    const { path, body } = requestOf(route, input as Record<string, unknown>);
    const reply = await send(base + path, {
      method: route.method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    }).catch((error: unknown) => {
      throw new CallFailed(null, error);
    });
    if (!reply.ok) throw new CallFailed((await reply.json().catch(() => null)) as ProblemReply | null);
    return (await contentOf(route, reply)) as ReplyOf<typeof route>;
  };
}
