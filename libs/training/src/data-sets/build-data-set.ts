import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataSet, DataSetCount, DataSetFilters, DataSetManifest } from '#contracts';
import { readHeldOut } from '#knowledge';
import type { Database } from '#platform';
import { Choosing, type Chosen } from './choose-turns.ts';
import { MOST_CONVERSATIONS, readConversationIds, readConversations } from './conversations.sql.ts';
import { manifestOf, place, storedTurn, type Built } from './manifest.ts';
import { splitTurns } from './split-turns.ts';
import type { StoredTurn } from './data-sets.sql.ts';

const CONVERSATIONS_AT_ONCE = 500;
/** Turns between two breaths: others wait no longer than they take. */
const TURNS_AT_ONCE = 50;
/** So many turns are sifted while somebody waits for their number. */
const MOST_SIFTED_AT_ONCE = 2_000;
/** Conversations that are looked at while somebody waits. */
const MOST_COUNTED = 5_000;

export type Tell = (stage: DataSet['stage'], done: number, total: number) => Promise<void>;

export interface Work {
  db: Database;
  workspaceId: string;
  filters: DataSetFilters;
  signal: AbortSignal;
  tell: Tell;
}

/** How many turns a data set would have; where there are many, before repetitions and caps. */
export async function countTurns(work: Work): Promise<DataSetCount> {
  const { choosing, beyond } = await judged(work, MOST_COUNTED);
  const complete = choosing.qualified.length <= MOST_SIFTED_AT_ONCE;
  const kept = complete ? await sifted(work, choosing) : choosing.qualified;
  return { ...choosing.count(kept, beyond), complete };
}

/** The turns of a data set and its manifest. */
export async function buildDataSet(work: Work): Promise<{ turns: StoredTurn[]; manifest: DataSetManifest }> {
  const { choosing, beyond } = await judged(work, MOST_CONVERSATIONS);
  const chosen = await sifted(work, choosing);
  await work.tell('splitting', 0, chosen.length);
  const split = await splitTurns(chosen.map(({ turn, question }) => ({ person: turn.facts.person, question, at: turn.at })), work.filters.seed);
  const placed = place(chosen, split.parts);
  await work.tell('writing', 0, chosen.length);
  const built: Built = { filters: work.filters, placed, count: choosing.count(chosen, beyond), split };
  return { turns: placed.map(storedTurn), manifest: await manifestOf(built) };
}

async function judged({ db, workspaceId, filters, signal, tell }: Work, most: number): Promise<{ choosing: Choosing; beyond: number }> {
  const heldOut = await db.inWorkspace(workspaceId, (tx) => readHeldOut(tx, workspaceId));
  const choosing = new Choosing(filters, heldOut);
  const { ids, beyond } = await db.inWorkspace(workspaceId, (tx) => readConversationIds(tx, workspaceId, filters, most));
  for (let at = 0; at < ids.length; at += CONVERSATIONS_AT_ONCE) {
    signal.throwIfAborted();
    await tell('reading', at, ids.length);
    choosing.judge(await db.inWorkspace(workspaceId, (tx) => readConversations(tx, workspaceId, ids.slice(at, at + CONVERSATIONS_AT_ONCE))));
  }
  return { choosing, beyond };
}

async function sifted({ signal, tell }: Work, choosing: Choosing): Promise<Chosen[]> {
  const chosen: Chosen[] = [];
  const turns = choosing.inOrder();
  for (const [at, turn] of turns.entries()) {
    if (at % TURNS_AT_ONCE === 0) {
      await nextTurn();
      signal.throwIfAborted();
      if (at % CONVERSATIONS_AT_ONCE === 0) await tell('redacting', at, turns.length);
    }
    const one = choosing.sift(turn);
    if (one) chosen.push(one);
  }
  return chosen;
}
