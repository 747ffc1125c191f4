import { request } from 'undici';
import { z } from 'zod';
import type { ModelConnections } from './model-connections.ts';
import { addressUnder, keyHeader } from './openai-address.ts';
import { textOf } from './provider-failure.ts';

/** What a server's list of models says of one of them; null where it says nothing. */
export interface ServerFacts {
  /** Tokens. */
  contextWindow: number | null;
  /** `YYYY-MM-DD`. */
  retiresOn: string | null;
}

const tokens = z.number().int().positive().max(100_000_000).nullish().catch(null);
/** Servers differ in what they add to the protocol, and in how they call it. */
const List = z.object({
  data: z.array(z.object({
    id: z.string(), shutdown_date: z.union([z.string(), z.number()]).nullish().catch(null), max_model_len: tokens, context_length: tokens, context_window: tokens,
  })),
});
const longestList = 4_000_000;
const connectMs = 5_000;

export interface ListedModel {
  connections: ModelConnections;
  apiKey: string | null;
  name: string;
}

/** Asks a server of the OpenAI protocol for its list of models. @returns null when it has none or does not list this one */
export async function readServerFacts({ connections, apiKey, name }: ListedModel, signal: AbortSignal): Promise<ServerFacts | null> {
  try {
    const { baseUrl } = connections;
    const reply = await request(addressUnder(baseUrl, '/models'), {
      signal, dispatcher: connections.dispatcher(connectMs), headers: { accept: 'application/json', 'user-agent': 'duet', ...keyHeader(baseUrl, apiKey) },
    });
    const body = await textOf(reply.body, longestList);
    const listed = List.parse(JSON.parse(body)).data.find(({ id }) => id === name);
    if (reply.statusCode !== 200 || !listed) return null;
    return { contextWindow: listed.max_model_len ?? listed.context_length ?? listed.context_window ?? null, retiresOn: dayOf(listed.shutdown_date ?? null) };
  } catch {
    // Many servers have no such list; whether this one answers questions is for the test to tell.
    return null;
  }
}

/** A day, an instant, or seconds since 1970. */
function dayOf(told: string | number | null): string | null {
  if (told === null) return null;
  const at = new Date(typeof told === 'number' ? told * 1_000 : told);
  return Number.isNaN(at.getTime()) || at.getTime() < 0 ? null : at.toISOString().slice(0, 10);
}
