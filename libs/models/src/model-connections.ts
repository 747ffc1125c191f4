import { AsyncLocalStorage } from 'node:async_hooks';
import { isIP } from 'node:net';
import { Agent, fetch as undiciFetch, type Dispatcher } from 'undici';
import { ModelFailed } from './model-failed.ts';
import { isPublicAddress, publicLookup } from './host-guard.ts';

/** The signal of the answer under way, for clients that do not hand it to the network. One for the whole process: each costs every await. */
const signalUnderWay = new AsyncLocalStorage<AbortSignal>();

/** Whatever this work fetches stops with the signal. */
export const fetchingUnder = <T>(signal: AbortSignal, work: () => T): T => signalUnderWay.run(signal, work);

/** Connections per provider address: as many answers can run at once. */
const connectionsPerOrigin = 256;

/** Connections to one provider: bounded, kept alive, to its own host only, and to public addresses unless private ones are allowed. */
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
        connections: connectionsPerOrigin, pipelining: 1,
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
    const signals = [init?.signal, signalUnderWay.getStore()].filter((one) => one !== undefined && one !== null);
    const reply = await undiciFetch(address, {
      ...(init as object), redirect: 'error', dispatcher: this.dispatcher(clientConnectMs), signal: AbortSignal.any(signals),
    });
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
