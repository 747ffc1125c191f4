import { request as send, type Dispatcher } from 'undici';
import type { ReplyOf, testTool } from '#contracts';
import { checkModelUrl, wasRefused } from '#models';
import { Problem } from '#platform';
import { readFields } from './read-fields.ts';
import type { ToolConnections } from './tool-connections.ts';

/** Of an answer, in bytes. */
const mostBytes = 256 * 1024;

export type ToolAnswer = ReplyOf<typeof testTool>;

/** One call, ready to be sent. */
export interface ToolRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  /** JSON; null without one. */
  body: string | null;
  timeoutMs: number;
  fields: readonly string[];
  maxLength: number;
}

type Outcome = Pick<ToolAnswer, 'outcome' | 'status' | 'shown' | 'detail'>;

/** Calls the server of a tool once. Whatever goes wrong is the outcome; redirects lead nowhere. */
export async function callTool(request: ToolRequest, connections: ToolConnections, signal: AbortSignal): Promise<ToolAnswer> {
  const begun = performance.now();
  const deadline = AbortSignal.timeout(request.timeoutMs);
  const outcome = await answerOf(request, connections, AbortSignal.any([signal, deadline])).catch((error: unknown): Outcome => {
    if (signal.aborted) return told('cancelled', null);
    if (deadline.aborted) return told('timeout', `It did not answer within ${request.timeoutMs} ms.`);
    return told('failed', sentenceOf(error));
  });
  return { ...outcome, ms: Math.round(performance.now() - begun) };
}

async function answerOf({ method, url, headers, body, fields, maxLength }: ToolRequest, { dispatcher, privateAllowed }: ToolConnections, signal: AbortSignal): Promise<Outcome> {
  // A literal address is never looked up.
  checkModelUrl(url, privateAllowed);
  const reply = await send(url, {
    method, dispatcher, signal, body,
    headers: { ...headers, accept: 'application/json', 'user-agent': 'duet', ...(body === null ? {} : { 'content-type': 'application/json' }) },
  });
  try {
    const { statusCode: status } = reply;
    if (status === 404) return told('not_found', null, status);
    if (status >= 300 && status < 400) return told('failed', 'It sends the caller elsewhere, and redirects are not followed.', status);
    if (status < 200 || status >= 300) return told('failed', `It answered with status ${status}.`, status);
    return await readAnswer(reply, { fields, maxLength });
  } finally {
    // Nobody reads the rest.
    reply.body.on('error', () => undefined).destroy();
  }
}

async function readAnswer({ statusCode: status, headers, body }: Dispatcher.ResponseData, { fields, maxLength }: Pick<ToolRequest, 'fields' | 'maxLength'>): Promise<Outcome> {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(String(headers['content-type'] ?? ''))) return told('unreadable', 'Its answer is no JSON.', status);
  const text = await wholeOf(body);
  if (text === null) return told('unreadable', `Its answer is larger than ${mostBytes / 1024} kB.`, status);
  const answer = parsed(text);
  if (answer === undefined) return told('unreadable', 'Its answer is no JSON.', status);
  const shown = readFields(answer, fields, maxLength);
  return shown === null ? told('unreadable', 'Its answer holds none of the fields.', status) : { outcome: 'found', status, shown, detail: null };
}

async function wholeOf(body: Dispatcher.ResponseData['body']): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += (piece as Buffer).length;
    if (bytes > mostBytes) return null;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const told = (outcome: Outcome['outcome'], detail: string | null, status: number | null = null): Outcome => ({ outcome, status, shown: null, detail });

function sentenceOf(error: unknown): string {
  if (wasRefused(error) || (error instanceof Problem && error.code === 'model_host_refused')) return 'Its address lies in a private network, which is not allowed (DUET_ALLOW_PRIVATE_MODEL_HOSTS).';
  return 'No connection to its server.';
}
