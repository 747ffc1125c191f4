import { AsyncLocalStorage } from 'node:async_hooks';
import { isIP } from 'node:net';
import { Agent, fetch as undiciFetch, type Dispatcher, type Response } from 'undici';
import { isPublicAddress, publicLookup } from './host-guard.ts';
import { ModelFailed } from './model-failed.ts';
import { failureOfStatus, textOf } from './provider-failure.ts';

/** What a provider's own client does not hand to the network, or not back from it. */
export interface AnswerUnderWay {
  signal: AbortSignal;
  /** With what the provider refused, once it did. */
  refusal?: ModelFailed;
}

/** One for the whole process: each costs every await. */
const underWay = new AsyncLocalStorage<AnswerUnderWay>();

/** Whatever this work fetches stops with the answer's signal. */
export const fetchingFor = <T>(answer: AnswerUnderWay, work: () => T): T => underWay.run(answer, work);

/** Connections to one provider: kept alive, to its own host only, and to public addresses unless private ones are allowed. */
export class ModelConnections {
  readonly #origin: string;
  readonly #agents = new Map<number, Agent>();

  constructor(readonly baseUrl: string, private readonly privateAllowed: boolean) {
    this.#origin = new URL(baseUrl).origin;
  }

  dispatcher(connectMs: number): Dispatcher {
    this.#checkHost();
    let agent = this.#agents.get(connectMs);
    if (!agent) {
      agent = new Agent({
        // As many as answers run: the places at the provider bound both.
        pipelining: 1,
        connect: { timeout: connectMs, ...(this.privateAllowed ? {} : { lookup: publicLookup }) },
        // Our own deadlines are finer.
        headersTimeout: 0, bodyTimeout: 0,
      });
      this.#agents.set(connectMs, agent);
    }
    return agent;
  }

  /** For a provider's own client: the same rules, and no other host whatever the client has in mind. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const address = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    if (new URL(address).origin !== this.#origin) throw new ModelFailed('network', { detail: 'the client asked for another host', retryable: false });
    const answer = underWay.getStore();
    const signals = [init?.signal, answer?.signal].filter((one) => one !== undefined && one !== null);
    const reply = await undiciFetch(address, {
      ...(init as object), redirect: 'error', dispatcher: this.dispatcher(clientConnectMs), signal: AbortSignal.any(signals),
    });
    // The clients differ in what they keep of a refusal; a wait that the provider asks for is lost by some.
    if (!reply.ok) {
      const refusal = await refusalOf(reply);
      if (answer) answer.refusal = refusal;
      throw refusal;
    }
    return reply;
  };

  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }

  /** A literal address is never looked up, so `publicLookup` does not see it. */
  #checkHost(): void {
    const host = new URL(this.baseUrl).hostname.replace(/^\[|\]$/g, '');
    if (!this.privateAllowed && isIP(host) !== 0 && !isPublicAddress(host)) {
      throw new ModelFailed('network', { detail: 'private addresses are not allowed', retryable: false });
    }
  }
}

const clientConnectMs = 5_000;

const refusalOf = async (reply: Response): Promise<ModelFailed> =>
  failureOfStatus(reply.status, reply.body ? await textOf(reply.body) : '', reply.headers.get('retry-after'));
