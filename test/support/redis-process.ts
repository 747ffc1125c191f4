import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from 'redis';
import { freePort } from './free-port.ts';

/** A Redis of the test's own, in memory only, to be ended and started again on the same port. */
export class RedisProcess {
  private child: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  static async create(): Promise<RedisProcess> {
    return new RedisProcess(await freePort());
  }

  /** Is the program on this machine? */
  static get isInstalled(): boolean {
    try {
      execFileSync('redis-server', ['--version'], { stdio: 'ignore', timeout: 5_000 });
      return true;
    } catch {
      return false;
    }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    this.child = spawn('redis-server', ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
    const client = createClient({ url: this.url, socket: { reconnectStrategy: (tries) => (tries < 200 ? 25 : false) } }).on('error', () => undefined);
    await client.connect();
    await client.ping();
    client.destroy();
  }

  /** At once, with all that it held. */
  async end(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}
