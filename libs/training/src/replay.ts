import { readConversation, type Call } from '#contracts';
import { seededRandom, shuffle } from '#textmodels';
import { react, type Reaction, type ReplayedAnswer } from './replay-rules.ts';
import { ReplayVisitor, type Door } from './replay-visitor.ts';

export interface ReplayRow {
  text: string;
  /** Key of the intent, or `oos`. */
  expected: string;
}

export interface ReplayPlan {
  rows: readonly ReplayRow[];
  /** Paired: each question goes to each of these variants, by a visitor of its own. Empty: as visitors are drawn. */
  variantIds: readonly string[];
  /** Share of conversations that answer the rating card, 0 to 1. */
  ratedShare: number;
  seed: number;
  concurrency: number;
}

export interface ReplayTally {
  played: number;
  rated: number;
  handOvers: number;
  /** Conversations whose answer failed. */
  unanswered: number;
  /** Questions that could not be played. */
  failed: number;
  /** The first thing that went wrong. */
  firstFault: string | null;
}

interface Visit extends ReplayRow {
  forceVariantId: string | undefined;
  rates: boolean;
}

/** A part of the rows drawn by seed: files are often sorted by intent, and the first lines would speak for few. */
export const drawRows = (rows: readonly ReplayRow[], limit: number, seed: number): ReplayRow[] => shuffle([...rows], seededRandom(seed)).slice(0, limit);

/** Plays labelled questions as visitors; what cannot be played is counted and does not stop the rest. */
export async function playReplay(door: Door, plan: ReplayPlan, onProgress: (done: number, total: number) => void, signal?: AbortSignal): Promise<ReplayTally> {
  const visits = visitsOf(plan);
  const tally: ReplayTally = { played: 0, rated: 0, handOvers: 0, unanswered: 0, failed: 0, firstFault: null };
  let next = 0;
  let done = 0;
  onProgress(0, visits.length);
  const worker = async (): Promise<void> => {
    for (let visit = visits[next++]; visit && !signal?.aborted; visit = visits[next++]) {
      try {
        count(tally, await play(door, visit));
      } catch (error) {
        tally.failed += 1;
        tally.firstFault ??= error instanceof Error ? error.message : String(error);
      }
      onProgress(++done, visits.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(plan.concurrency, visits.length) }, worker));
  signal?.throwIfAborted();
  return tally;
}

/** Who rates is drawn per question, so that in a paired replay the same questions are rated for each variant. */
function visitsOf({ rows, variantIds, ratedShare, seed }: ReplayPlan): Visit[] {
  const random = seededRandom(seed);
  return rows.flatMap((row) => {
    const rates = random() < ratedShare;
    const variants = variantIds.length > 0 ? variantIds : [undefined];
    return variants.map((forceVariantId) => ({ ...row, forceVariantId, rates }));
  });
}

async function play(door: Door, { text, expected, forceVariantId, rates }: Visit): Promise<{ reaction: Reaction; rated: boolean }> {
  const visitor = await ReplayVisitor.enter(door);
  try {
    const conversationId = await visitor.open({ expectedIntent: expected, forceVariantId });
    let reaction = await hear(visitor, door.call, conversationId, expected, text, false);
    if (reaction.kind === 'pick') reaction = await hear(visitor, door.call, conversationId, expected, reaction.label, true);
    if (reaction.kind === 'hand_over') await visitor.askForPerson();
    await visitor.end();
    // Who waits for a person is asked once that person has ended the chat, and who got no answer has left: they are not among those who were asked.
    if (reaction.kind !== 'rate') return { reaction, rated: false };
    await visitor.seeRatingCard();
    if (!rates) return { reaction, rated: false };
    await visitor.rate(reaction.score);
    return { reaction, rated: true };
  } finally {
    visitor.leave();
  }
}

async function hear(visitor: ReplayVisitor, call: Call, conversationId: string, expected: string, text: string, asked: boolean): Promise<Reaction> {
  const answer = await visitor.ask(text);
  return react(expected, await recorded(call, conversationId, answer.id), asked);
}

/** A visitor sees no intent: that is read where the team reads it. */
async function recorded(call: Call, conversationId: string, messageId: string): Promise<ReplayedAnswer> {
  const { messages } = await call(readConversation, { id: conversationId });
  const found = messages.find((message) => message.id === messageId);
  if (!found) throw new Error('the answer is not in the record');
  return found;
}

function count(tally: ReplayTally, { reaction, rated }: { reaction: Reaction; rated: boolean }): void {
  tally.played += 1;
  if (rated) tally.rated += 1;
  if (reaction.kind === 'hand_over') tally.handOvers += 1;
  if (reaction.kind === 'leave') tally.unanswered += 1;
}
