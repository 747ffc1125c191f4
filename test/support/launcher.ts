import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { PostgresConnection } from '#platform';

const root = path.resolve(import.meta.dirname, '../..');

export interface LauncherFact {
  event: string;
  connection?: PostgresConnection;
  adopted?: boolean;
  firstStart?: boolean;
  pid?: number;
  code?: string;
  sentence?: string;
}

/** Another process on a data directory, with the facts that it told so far. */
export class Launcher {
  readonly #child: ChildProcess;
  readonly #facts: LauncherFact[] = [];
  readonly #exit: Promise<unknown>;
  #gone = false;
  #wake = deferred();

  constructor(dataDir: string, uid?: number) {
    const loader = ['--import', path.join(root, 'scripts/ts-loader.mjs'), '--conditions=source'];
    const script = path.join(root, 'test/support/launcher-process.ts');
    this.#child = spawn(process.execPath, [...loader, script, dataDir, uid === undefined ? '' : `${uid}`], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#exit = once(this.#child, 'close');
    const lines = createInterface({ input: this.#child.stdout! });
    lines.on('line', (line) => this.#hear(line));
    lines.on('close', () => {
      this.#gone = true;
      this.#wake.resolve();
    });
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** The first fact that is one of these events. */
  async tells(...events: string[]): Promise<LauncherFact> {
    for (;;) {
      const fact = this.#facts.find(({ event }) => events.includes(event));
      if (fact) return fact;
      if (this.#gone) throw new Error(`the launcher ended; it told ${JSON.stringify(this.#facts)}`);
      await this.#wake.promise;
    }
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    await this.#exit;
  }

  #hear(line: string): void {
    this.#facts.push(JSON.parse(line) as LauncherFact);
    this.#wake.resolve();
    this.#wake = deferred();
  }
}

interface Deferred {
  promise: Promise<void>;
  resolve: () => void;
}

function deferred(): Deferred {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => { resolve = done; });
  return { promise, resolve };
}
