import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { AddressInfo, Server } from 'node:net';
import { ApiKeys, Sites, type Actor } from '#accounts';
import { createClient, type InputOf, type Replay, type startDemoReplay } from '#contracts';
import { Broadcast } from '#conversations';
import { Examples, OUT_OF_SCOPE } from '#knowledge';
import { Problem, newId } from '#platform';
import { drawRows, playReplay, type ReplayRow } from './replay.ts';
import { experimentForReplay } from './replay-target.ts';

const CONCURRENCY = 8;
const TELL_EVERY_MS = 250;
const REMEMBERED = 50;

type Wish = InputOf<typeof startDemoReplay>;

/** Replays that this server runs against itself, through its own front door. */
@Injectable()
export class Replays implements OnModuleDestroy {
  private readonly log = new Logger(Replays.name);
  private readonly known = new Map<string, Replay[]>();
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly keys: ApiKeys,
    private readonly sites: Sites,
    private readonly examples: Examples,
    private readonly broadcast: Broadcast,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort(new Error('The server was stopped.'));
    await Promise.all(this.running);
  }

  /** Newest first. */
  list(workspaceId: string): Replay[] {
    return [...(this.known.get(workspaceId) ?? [])].reverse();
  }

  /** Plays test questions of the workspace on one of its sites. @throws Problem `replay_running`, `not_found`, `too_few_examples` */
  async start({ workspaceId }: Pick<Actor, 'workspaceId'>, wish: Wish): Promise<Replay> {
    if (this.list(workspaceId).some(({ state }) => state === 'running')) throw new Problem('replay_running');
    // Noted before the first pause: of two that start at once, one is refused.
    const replay: Replay = { id: newId(), state: 'running', done: 0, total: 0, startedAt: new Date().toISOString(), finishedAt: null, detail: null };
    this.note(workspaceId, replay);
    try {
      const { publicKey } = await this.sites.read(workspaceId, wish.siteId);
      const questions = await this.examples.labelled(workspaceId, 'test');
      const rows = drawRows(questions.map(({ text, intent }) => ({ text, expected: intent ?? OUT_OF_SCOPE })), wish.limit, wish.seed);
      if (rows.length === 0) throw new Problem('too_few_examples', { detail: 'This workspace has no labelled test questions to replay.' });
      replay.total = rows.length;
      this.begin(workspaceId, replay, publicKey, rows, wish);
      return { ...replay };
    } catch (error) {
      this.known.set(workspaceId, (this.known.get(workspaceId) ?? []).filter((one) => one !== replay));
      throw error;
    }
  }

  /** Owns its failure: it ends up in the replay that pages show. */
  private begin(workspaceId: string, replay: Replay, siteKey: string, rows: ReplayRow[], wish: Wish): void {
    const work = this.play(workspaceId, replay, siteKey, rows, wish)
      .then((detail) => this.finish(workspaceId, replay, 'finished', detail))
      .catch((error: unknown) => {
        this.log.warn({ event: 'replay.failed', workspaceId, replayId: replay.id }, error);
        this.finish(workspaceId, replay, 'failed', error instanceof Error ? error.message : String(error));
      })
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  private async play(workspaceId: string, replay: Replay, siteKey: string, rows: ReplayRow[], { siteId, paired, ratedShare, seed }: Wish): Promise<string | null> {
    const { key, secret } = await this.keys.create(workspaceId, { name: 'Replay under way', role: 'admin' });
    try {
      const address = this.address();
      const call = createClient(fetch, address, { authorization: `Bearer ${secret}` });
      const experiment = await experimentForReplay(call, siteId);
      const variantIds = paired ? (experiment?.variants ?? []).map(({ id }) => id) : [];
      const plan = { rows, variantIds, ratedShare, seed, concurrency: CONCURRENCY };
      const tally = await playReplay({ address, siteKey, key: secret, call }, plan, this.teller(workspaceId, replay), this.stopping.signal);
      if (tally.played === 0) throw new Error(tally.firstFault ?? 'No question could be played.');
      return tally.failed > 0 ? `${tally.failed} questions could not be played: ${tally.firstFault ?? ''}` : null;
    } finally {
      await this.keys.revoke(workspaceId, key.id).catch((error: unknown) => this.log.warn({ event: 'replay.key_left', workspaceId }, error));
    }
  }

  private teller(workspaceId: string, replay: Replay): (done: number, total: number) => void {
    let toldAt = 0;
    return (done, total) => {
      Object.assign(replay, { done, total });
      if (performance.now() - toldAt < TELL_EVERY_MS) return;
      toldAt = performance.now();
      this.tell(workspaceId, replay);
    };
  }

  private finish(workspaceId: string, replay: Replay, state: 'finished' | 'failed', detail: string | null): void {
    Object.assign(replay, { state, detail, finishedAt: new Date().toISOString() });
    this.tell(workspaceId, replay);
  }

  private tell(workspaceId: string, { id: replayId, done, total, state }: Replay): void {
    this.broadcast.tellDesk(workspaceId, { type: 'replay', replayId, done, total, state });
  }

  private note(workspaceId: string, replay: Replay): void {
    this.known.set(workspaceId, [...(this.known.get(workspaceId) ?? []), replay].slice(-REMEMBERED));
  }

  /** Where this very process listens. */
  private address(): string {
    const bound = (this.http.httpAdapter.getHttpServer() as Server).address() as AddressInfo | null;
    if (bound === null) throw new Error('the server does not listen yet');
    const everywhere = bound.address === '0.0.0.0' || bound.address === '::';
    const host = everywhere ? '127.0.0.1' : bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
    return `http://${host}:${bound.port}`;
  }
}
