import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.ts';

const main = path.resolve(import.meta.dirname, '../../dist/apps/server/src/main.js');

/** On a machine that does much else; a quiet one needs four seconds. */
const READY_WITHIN_MS = 150_000;

/** The built server as a process of its own, to be killed and started again on the same data. */
export class ServerProcess {
  readonly dataDir: string;
  private child: ChildProcess | undefined;
  private printed = '';

  private constructor(readonly port: number, private readonly settings: Record<string, string>) {
    this.dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-process-'));
    fs.chmodSync(this.dataDir, 0o755);
  }

  static async create(settings: Record<string, string> = {}): Promise<ServerProcess> {
    return new ServerProcess(await freePort(), settings);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  get pid(): number | undefined {
    return this.child?.pid;
  }
  /** The process of the embedded database. */
  get databasePid(): number | undefined {
    try {
      return Number(fs.readFileSync(path.join(this.dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      return undefined;
    }
  }
  /** Everything that the last start printed. */
  get output(): string {
    return this.printed;
  }

  /** Resolves when the server says that it is ready. @param changed settings of this start only */
  async start(changed: Record<string, string> = {}): Promise<void> {
    this.printed = '';
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: String(this.port), DUET_DATA_DIR: this.dataDir, DUET_DEMO: '0', DUET_LOG_LEVEL: 'warn', DUET_BUSY_DELAY_MS: '0', DUET_PUBLIC_URL: this.address, ...this.settings, ...changed };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    const collect = (data: Buffer): void => void (this.printed += data.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    let ended = false;
    child.once('exit', () => (ended = true));
    for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; ) {
      if (ended) throw new Error(`the server ended: ${this.printed}`);
      const ready = await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(2_000) }).then((reply) => reply.ok, () => false);
      if (ready) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the server did not get ready: ${this.printed}`);
  }

  /** The one-time link that an unclaimed server prints. */
  async setupLink(): Promise<string> {
    for (let tries = 0; tries < 600; tries++) {
      const link = /https?:\/\/\S+\/setup\/\S+/.exec(this.printed)?.[0];
      if (link) return link;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`no setup link in: ${this.printed}`);
  }

  /** @returns the exit code */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exited = new Promise<number | null>((done) => child.once('exit', done));
    child.kill(signal);
    return exited;
  }

  async cleanUp(): Promise<void> {
    await this.end('SIGTERM');
    fs.rmSync(this.dataDir, { recursive: true, force: true });
  }
}
