import { Agent, type Dispatcher } from 'undici';
import { publicLookup } from '#models';

const connectMs = 5_000;
const connectionsPerOrigin = 64;

/** Connections to the servers of tools: to public addresses only, unless private ones are allowed. */
export class ToolConnections {
  readonly dispatcher: Dispatcher;

  constructor(readonly privateAllowed: boolean) {
    this.dispatcher = new Agent({
      connections: connectionsPerOrigin, pipelining: 1, connect: { timeout: connectMs, ...(privateAllowed ? {} : { lookup: publicLookup }) },
      // Each call has its own deadline.
      headersTimeout: 0, bodyTimeout: 0,
    });
  }

  close(): Promise<void> {
    return this.dispatcher.destroy();
  }
}
