import { FormData, type BodyInit } from 'undici';
import { wasRefused } from './host-guard.ts';
import { ModelConnections } from './model-connections.ts';
import { ModelFailed } from './model-failed.ts';
import { addressUnder, keyHeader } from './openai-address.ts';
import { textOf } from './provider-failure.ts';

export interface ApiAddress {
  baseUrl: string;
  apiKey: string | null;
  /** May it lie in a private network? */
  privateAllowed: boolean;
}

export interface UploadedFile {
  /** Fields beside the file. */
  fields: Readonly<Record<string, string>>;
  fileName: string;
  content: string;
}

const withinMs = 30_000;
/** Some megabytes over a slow line. */
const uploadWithinMs = 600_000;
const longestReply = 8_000_000;

/** Everything of the OpenAI protocol that is no conversation, behind the same wall as conversations. */
export class OpenAiApi {
  private readonly connections: ModelConnections;

  constructor(private readonly address: ApiAddress) {
    this.connections = new ModelConnections(address.baseUrl, address.privateAllowed);
  }

  /** @throws ModelFailed */
  get(part: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown> {
    const search = new URLSearchParams(query).toString();
    return this.ask(part, search, { method: 'GET' }, AbortSignal.any([signal, AbortSignal.timeout(withinMs)]));
  }

  /** @throws ModelFailed */
  post(part: string, body: object | null, signal: AbortSignal): Promise<unknown> {
    const sent = body === null ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return this.ask(part, '', { method: 'POST', ...sent }, AbortSignal.any([signal, AbortSignal.timeout(withinMs)]));
  }

  /** @throws ModelFailed */
  upload(part: string, { fields, fileName, content }: UploadedFile, signal: AbortSignal): Promise<unknown> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([content], { type: 'application/jsonl' }), fileName);
    return this.ask(part, '', { method: 'POST', body: form }, AbortSignal.any([signal, AbortSignal.timeout(uploadWithinMs)]));
  }

  close(): Promise<void> {
    return this.connections.close();
  }

  private async ask(part: string, search: string, { headers, ...request }: { method: string; body?: BodyInit; headers?: Record<string, string> }, signal: AbortSignal): Promise<unknown> {
    const url = new URL(addressUnder(this.address.baseUrl, part));
    for (const [name, value] of new URLSearchParams(search)) url.searchParams.set(name, value);
    const all = { accept: 'application/json', 'user-agent': 'duet', ...keyHeader(this.address.baseUrl, this.address.apiKey), ...headers };
    try {
      const reply = await this.connections.fetch(url.href, { ...request, headers: all, signal });
      return JSON.parse(reply.body ? await textOf(reply.body, longestReply) : '') as unknown;
    } catch (error) {
      throw failureOf(error);
    }
  }
}

function failureOf(error: unknown): ModelFailed {
  if (error instanceof ModelFailed) return error;
  if (error instanceof SyntaxError) return new ModelFailed('bad_response', { detail: 'the answer is not JSON', cause: error, retryable: false });
  if (wasRefused(error)) return new ModelFailed('network', { detail: 'the name leads to a private address', cause: error, retryable: false });
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
  return new ModelFailed(timedOut ? 'timeout' : 'network', { detail: timedOut ? 'no answer in time' : 'no connection', cause: error });
}
