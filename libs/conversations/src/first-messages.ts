import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { TopicReader, type ReadTopic } from '#backends';
import { giveBack, keepKnown, releaseUnread, takeUnread, type KnownBefore, type UnreadUnit } from '#experiments';
import { Config, Database, Load } from '#platform';
import { readFirstMessages, type FirstMessage } from './first-messages.sql.ts';

const EVERY_MS = 5_000;
const AT_ONCE = 100;
/** Visitors' questions go first: reading takes a fifth of one core at most. */
const REST = 4;
const PATIENCE_MS = 10_000;
/** One that fails on its own does not keep others waiting; several in a row mean that the encoder is gone. */
const MOST_FAILURES = 3;
/** Over five hours or so. */
const MOST_ATTEMPTS = 5;

const NOT_KNOWN: ReadTopic = { topic: null, language: null };

/**
 * Reads what visitors of experiments asked first, in one way for all variants, and what they had rated before: off the
 * path of a message, in the order of assignment, each unit by one server at a time.
 */
@Injectable()
export class FirstMessages implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(FirstMessages.name);
  private readonly leaving = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly topics: TopicReader,
    private readonly load: Load,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // The embedded database serves this process only: whoever was reading before is dead.
    if (this.config.databaseUrl === null) await this.db.acrossWorkspaces(releaseUnread);
    this.timer = setInterval(() => void this.round(), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.leaving.abort(new Error('the server is leaving'));
    await this.running;
  }

  /** Everything that can be read by now, without a rest. */
  async readAll(): Promise<void> {
    await this.running;
    await this.pass(0);
  }

  /** The same at a pace that visitors do not notice; a round that takes longer than the time between two is not overtaken by the next one. */
  round(): Promise<void> {
    return (this.running ??= this.pass(REST)
      .catch((error: unknown) => this.log.warn({ event: 'topics.not_read', reason: String(error) }))
      .finally(() => {
        this.running = undefined;
      }));
  }

  private async pass(rest: number): Promise<void> {
    for (;;) {
      if (this.mustPause) return;
      const taken = await this.db.acrossWorkspaces((tx) => takeUnread(tx, AT_ONCE));
      const sound = await this.readBatch(taken, rest);
      if (!sound || taken.length < AT_ONCE) return;
    }
  }

  private get mustPause(): boolean {
    return this.leaving.signal.aborted || this.load.isBusy;
  }

  /** @returns whether more can be read at once */
  private async readBatch(taken: readonly UnreadUnit[], rest: number): Promise<boolean> {
    const batch = new Batch(taken);
    for (const workspaceId of new Set(taken.map((unit) => unit.workspaceId))) {
      const units = taken.filter((unit) => unit.workspaceId === workspaceId);
      const messages = await this.db.inWorkspace(workspaceId, (tx) => readFirstMessages(tx, workspaceId, units));
      for (const message of messages) {
        if (this.mustPause || batch.failedInARow >= MOST_FAILURES) break;
        const since = performance.now();
        await this.readOne(batch, workspaceId, message);
        if (rest > 0) await delay((performance.now() - since) * rest, undefined, { signal: this.leaving.signal }).catch(() => undefined);
      }
    }
    await this.db.acrossWorkspaces(async (tx) => {
      await keepKnown(tx, batch.known);
      await giveBack(tx, batch.untried);
    });
    return batch.untried.length === 0 && batch.failedInARow < MOST_FAILURES;
  }

  private async readOne(batch: Batch, workspaceId: string, message: FirstMessage): Promise<void> {
    try {
      batch.keep(workspaceId, message, await this.topicOf(workspaceId, message.text));
    } catch (error) {
      if (this.leaving.signal.aborted) return;
      const attempts = batch.fail(workspaceId, message);
      this.log.warn({ event: 'topic.not_read', workspaceId, experimentId: message.experimentId, unitId: message.unitId, attempts, reason: String(error) });
    }
  }

  private async topicOf(workspaceId: string, text: string): Promise<ReadTopic> {
    if (text === '') return NOT_KNOWN;
    const [read] = await this.topics.read(workspaceId, [text], AbortSignal.any([this.leaving.signal, AbortSignal.timeout(PATIENCE_MS)]));
    return read ?? NOT_KNOWN;
  }
}

/** Units that this server took, and what became of them. */
class Batch {
  readonly known: KnownBefore[] = [];
  failedInARow = 0;
  private readonly waiting: Map<string, UnreadUnit>;

  constructor(taken: readonly UnreadUnit[]) {
    this.waiting = new Map(taken.map((unit) => [keyOf(unit.workspaceId, unit), unit]));
  }

  get untried(): UnreadUnit[] {
    return [...this.waiting.values()];
  }

  keep(workspaceId: string, { text: _text, ...message }: FirstMessage, topic: ReadTopic): void {
    this.waiting.delete(keyOf(workspaceId, message));
    this.known.push({ workspaceId, ...message, ...topic });
    this.failedInARow = 0;
  }

  /** It stays for later, unless it has been tried often enough. @returns how often that was */
  fail(workspaceId: string, message: FirstMessage): number {
    const key = keyOf(workspaceId, message);
    const attempts = this.waiting.get(key)?.attempts ?? 0;
    const failures = this.failedInARow + 1;
    if (attempts >= MOST_ATTEMPTS) this.keep(workspaceId, message, NOT_KNOWN);
    this.waiting.delete(key);
    this.failedInARow = failures;
    return attempts;
  }
}

const keyOf = (workspaceId: string, { experimentId, phase, unitId }: Pick<FirstMessage, 'experimentId' | 'phase' | 'unitId'>): string => [workspaceId, experimentId, phase, unitId].join(' ');
