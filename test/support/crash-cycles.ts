import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { runningEmbeddedPostgres } from '#platform';
import { seededRandom } from '#textmodels';
import type { ServerProcess } from './server-process.ts';
import { Visitor } from './visitor.ts';

export type Victim = 'node' | 'postgres' | 'both';

export interface CrashPlan {
  server: ServerProcess;
  siteKey: string;
  cycles: number;
  clients: number;
  seed: number;
  victims: readonly Victim[];
  progress?: (cycle: number, acknowledged: number) => void;
}

export interface CrashReport {
  cycles: number;
  acknowledged: number;
  resent: number;
  /** Each of these is 0 in a product that keeps its word. */
  lost: number;
  doubled: number;
  outOfOrder: number;
  gaps: number;
  missedByClients: number;
  factsWithoutMessage: number;
  expiredLeases: number;
}

/** A client that never stops talking: each message is sent with its own id until it is acknowledged. */
class Talker {
  readonly sent: string[] = [];
  resent = 0;
  /** What the last attempt came to, for the message of a run that got stuck. */
  last = 'nothing yet';
  private stopped = false;
  private loop: Promise<void> = Promise.resolve();

  private constructor(readonly visitor: Visitor) {}

  static async open(address: string, siteKey: string): Promise<Talker> {
    const visitor = await Visitor.open(address, siteKey);
    await visitor.start();
    return new Talker(visitor);
  }

  begin(): void {
    this.loop = this.talk();
  }
  async end(): Promise<void> {
    this.stopped = true;
    await this.loop;
  }

  private async talk(): Promise<void> {
    for (let i = 1; !this.stopped; i++) {
      const id = randomUUID();
      this.sent.push(id);
      let tries = 0;
      for (;;) {
        tries++;
        const body = { conversationId: this.visitor.id, clientMessageId: id, text: `message ${i}` };
        const ack = await this.visitor.request('message.send', body, 700).catch(() => null);
        if (ack?.ok) {
          this.visitor.acknowledged.set(id, ack.seq);
          break;
        }
        if (ack && !ack.retryable) throw new Error(`refused: ${ack.code}`);
        this.last = ack ? ack.code : `no acknowledgement, ${this.visitor.connected ? 'connected' : 'not connected'}`;
        await new Promise((done) => setTimeout(done, 30));
      }
      if (tries > 1) this.resent += tries - 1;
    }
  }
}

/** Kills the product again and again in the middle of its work, then compares what was promised with what is stored. */
export async function crashCycles(plan: CrashPlan): Promise<CrashReport> {
  const { server } = plan;
  const random = seededRandom(plan.seed);
  const talkers = await Promise.all(Array.from({ length: plan.clients }, () => Talker.open(server.address, plan.siteKey)));
  try {
    await strikeAgainAndAgain(plan, talkers, random);
    await Promise.all(talkers.map((one) => one.end()));
    return await compare(plan, talkers, acknowledgedBy(talkers));
  } finally {
    for (const talker of talkers) talker.visitor.close();
  }
}

const acknowledgedBy = (talkers: readonly Talker[]): number => talkers.reduce((sum, one) => sum + one.visitor.acknowledged.size, 0);

async function strikeAgainAndAgain({ server, cycles, victims, progress }: CrashPlan, talkers: readonly Talker[], random: () => number): Promise<void> {
  for (const talker of talkers) talker.begin();
  const acknowledged = (): number => acknowledgedBy(talkers);
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const before = acknowledged();
    await waitUntil(() => acknowledged() > before, () => `in cycle ${cycle}: ${talkers.map((one) => one.last).join('; ')}\n${server.output.slice(-3_000)}`);
    await new Promise((done) => setTimeout(done, 50 + random() * 700));
    await strike(server, victims[(cycle - 1) % victims.length] ?? 'node');
    progress?.(cycle, acknowledged());
  }
}

async function strike(server: ServerProcess, victim: Victim): Promise<void> {
  const database = server.databasePid;
  if (victim !== 'node' && database) process.kill(database, 'SIGKILL');
  if (victim === 'postgres') return;
  await server.end('SIGKILL');
  await server.start();
}

async function waitUntil(holds: () => boolean, explain: () => string, timeoutMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !holds(); ) {
    if (Date.now() > deadline) throw new Error(`no message was acknowledged for a minute ${explain()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

interface StoredMessage {
  client_message_id: string;
  seq: number;
}

async function compare(plan: CrashPlan, talkers: readonly Talker[], acknowledged: number): Promise<CrashReport> {
  const connection = runningEmbeddedPostgres(plan.server.dataDir);
  if (!connection) throw new Error('the database does not run');
  const db = new pg.Client(connection);
  await db.connect();
  await db.query(`set app.across = 'on'`);
  try {
    await leasesSettled(db);
    const report: CrashReport = {
      cycles: plan.cycles, acknowledged, resent: talkers.reduce((sum, one) => sum + one.resent, 0),
      lost: 0, doubled: 0, outOfOrder: 0, gaps: 0, missedByClients: 0, factsWithoutMessage: await factsWithoutMessage(db), expiredLeases: await expiredLeases(db),
    };
    for (const talker of talkers) await compareOne(db, talker, report);
    return report;
  } finally {
    await db.end();
  }
}

async function compareOne(db: pg.Client, { visitor, sent }: Talker, report: CrashReport): Promise<void> {
  const conversation = visitor.id;
  const { rows: stored } = await db.query<StoredMessage>(`select client_message_id, seq from message where conversation_id = $1 and role = 'visitor' order by seq`, [conversation]);
  const { rows: all } = await db.query<{ seq: number }>('select seq from message where conversation_id = $1 order by seq', [conversation]);
  const seqOf = new Map(stored.map((one) => [one.client_message_id, one.seq]));
  report.doubled += stored.length - seqOf.size;
  for (const [id, seq] of visitor.acknowledged) if (seqOf.get(id) !== seq) report.lost++;
  const order = sent.filter((id) => seqOf.has(id)).map((id) => seqOf.get(id) ?? 0);
  report.outOfOrder += order.filter((seq, i) => i > 0 && seq <= (order[i - 1] ?? 0)).length;
  report.gaps += all.filter((one, i) => one.seq !== i + 1).length;
  await visitor.onceConnected();
  await visitor.resume();
  const seen = new Set([...visitor.messages.values()].map((one) => one.message.seq));
  report.missedByClients += all.filter((one) => !seen.has(one.seq)).length;
}

/** A message and its fact are written in one transaction: there is never one without the other. */
async function factsWithoutMessage(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ odd: string }>(
    `select count(*) as odd from (select id from message where role = 'visitor') m
     full join (select (fact->>'messageId')::uuid as id from journal where kind = 'message.received') f using (id) where m.id is null or f.id is null`);
  return Number(rows[0]?.odd ?? 0);
}

async function expiredLeases(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ expired: string }>(`select count(*) as expired from message where state in ('pending', 'streaming') and (lease_until is null or lease_until < now())`);
  return Number(rows[0]?.expired ?? 0);
}

/** The promise is: within 30 s of a crash no answer is left hanging. */
async function leasesSettled(db: pg.Client): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if ((await expiredLeases(db)) === 0) return;
    await new Promise((done) => setTimeout(done, 250));
  }
}
