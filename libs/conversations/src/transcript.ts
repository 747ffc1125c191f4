import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import type { ArrivalFacts, Chat, SentMessage, Traffic, Transcript as Page } from '#contracts';
import { personOf, spentToday, type Visitor } from '#accounts';
import { appendFacts, type Fact } from '#analytics';
import { Assignments, type Routed } from '#experiments';
import { Database, Problem, Readiness, hashOf, newId, type Asking } from '#platform';
import type { EntityManager } from 'typeorm';
import { acceptedOf, type Accepted } from './accepted.ts';
import { vouchedFor } from './arrival.ts';
import { historyBefore } from './answering.sql.ts';
import { readChat, readChatsOf } from './chat-view.sql.ts';
import { whoseOf, type ConversationRow } from './conversation-row.ts';
import { LaterTurns } from './later-turns.ts';
import { toChatMessage } from './message-row.ts';
import { NODE_NAME } from './node-name.ts';
import { Overhead } from './overhead.ts';
import { spenderOf } from './replies.ts';
import {
  findConversation, insertConversation, lockConversation, messagesAfter, receiptOf, standingOf, storeTurn,
} from './transcript.sql.ts';

/** One answer runs, three wait. */
export const MOST_UNFINISHED = 4;
const PAGE = 200;

export interface AcceptOptions {
  /** Paired replays and tests: this variant instead of the drawn one. */
  forceVariantId?: string | undefined;
  /** Label of a replayed question. */
  expectedIntent?: string | undefined;
}

/** The visitor's door to what was said: stores it exactly once, in order, and reads it again. */
@Injectable()
export class Transcript {
  constructor(
    private readonly db: Database,
    private readonly assignments: Assignments,
    private readonly later: LaterTurns,
    private readonly readiness: Readiness,
    private readonly overhead: Overhead,
  ) {}

  open(visitor: Visitor, arrival: ArrivalFacts, traffic: Traffic = 'live'): Promise<Chat> {
    return this.db.inWorkspace(visitor.workspaceId, async (tx) => {
      const id = newId();
      await insertConversation(tx, { workspaceId: visitor.workspaceId, id, siteId: visitor.siteId, visitorId: visitor.id, traffic, arrival: vouchedFor(arrival, await personOf(tx, visitor.workspaceId, visitor.id)) });
      return readChat(tx, visitor.workspaceId, id);
    });
  }

  list(visitor: Visitor): Promise<Chat[]> {
    return this.db.inWorkspace(visitor.workspaceId, (tx) => readChatsOf(tx, visitor.workspaceId, visitor.id));
  }

  /**
   * Stores a message and the answer owed for it; resolves after the commit.
   *
   * @throws Problem `idempotency_conflict`, `conversation_closed`, `gone`, `reply_in_progress`, `not_found`, `server_draining`
   */
  async accept(visitor: Visitor, sent: SentMessage, options: AcceptOptions = {}): Promise<Accepted> {
    const since = performance.now();
    if (this.readiness.isDraining) throw new Problem('server_draining', { retryAfterMs: 2_000 });
    const accepted = await this.later.accept(visitor, sent, since) ?? await this.db.withLastTrip(visitor.workspaceId, (tx) => this.store(tx, visitor, sent, options, since));
    this.overhead.observe('accept', performance.now() - since);
    return accepted;
  }

  /**
   * Messages after `afterSeq`. Whoever wants to miss nothing listens first and then reads.
   *
   * @throws Problem `not_found`, `gone`
   */
  read(visitor: Visitor, conversationId: string, afterSeq: number): Promise<Page> {
    const { workspaceId } = visitor;
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const row = owned(visitor, await findConversation(tx, workspaceId, conversationId));
      const reset = afterSeq > row.lastSeq;
      const messages = await messagesAfter(tx, workspaceId, conversationId, reset ? 0 : afterSeq, PAGE + 1);
      const conversation = await readChat(tx, workspaceId, conversationId);
      return { conversation, messages: messages.slice(0, PAGE).map(toChatMessage), more: messages.length > PAGE, reset };
    });
  }

  /** @throws Problem `not_found`, `gone` */
  async check(visitor: Visitor, conversationId: string): Promise<void> {
    await this.db.inWorkspace(visitor.workspaceId, async (tx) => owned(visitor, await findConversation(tx, visitor.workspaceId, conversationId)));
  }

  private async store(tx: EntityManager, visitor: Visitor, sent: SentMessage, options: AcceptOptions, since: number): Promise<(tx: Asking) => Promise<Accepted>> {
    const { workspaceId } = visitor;
    const { conversationId } = sent;
    const hash = hashOf(sent.text);
    // Sent together, run one after the other: what follows the lock reads what its former holder has committed.
    const [row, { earlier, unfinished }, history] = await Promise.all([
      lockConversation(tx, workspaceId, conversationId), standingOf(tx, workspaceId, conversationId, sent.clientMessageId),
      historyBefore(tx, workspaceId, conversationId, null),
    ]);
    const found = owned(visitor, row);
    if (earlier !== null) {
      if (!earlier.hash.equals(hash)) throw new Problem('idempotency_conflict');
      const receipt = receiptOf(earlier, earlier.replyId, true);
      return () => Promise.resolve({ conversationId, receipt, message: null, reply: null });
    }
    if (found.state === 'closed') throw new Problem('conversation_closed');
    const answering = found.state === 'bot';
    if (answering && unfinished >= MOST_UNFINISHED) throw new Problem('reply_in_progress', { retryAfterMs: 1_000 });

    const routed = found.routed ? null : await this.route(tx, visitor, found, options);
    const conversation = routed === null ? found : { ...found, ...routed };
    const message = { id: newId(), clientMessageId: sent.clientMessageId, text: sent.text, hash };
    const reply = answering ? { id: newId(), leaseOwner: NODE_NAME, leaseToken: newId() } : null;
    return async (last) => {
      const alone = reply !== null && unfinished === 0;
      const [stored, spent] = await Promise.all([
        storeTurn(last, { workspaceId, conversation, message, reply, routed, expectedIntent: options.expectedIntent ?? null }),
        // Here it costs no trip of its own.
        alone ? spentToday(last, spenderOf({ workspaceId, whose: whoseOf(conversation), visitorId: visitor.id })) : null,
        appendFacts(last, workspaceId, factsOf(conversation, message.id, routed)),
      ]);
      return acceptedOf({ workspaceId, conversation, message, reply, stored, since, history: alone ? history : null, spent });
    };
  }

  private route(tx: EntityManager, visitor: Visitor, row: ConversationRow, options: AcceptOptions): Promise<Routed> {
    return this.assignments.route(tx, {
      workspaceId: visitor.workspaceId, siteId: row.siteId, visitorId: visitor.id, conversationId: row.id,
      traffic: row.traffic, facts: row.arrival, ...(options.forceVariantId === undefined ? {} : { forceVariantId: options.forceVariantId }),
    });
  }
}

/** @throws Problem `not_found` for somebody else's conversation, `gone` for a deleted one */
export function owned(visitor: Visitor, row: ConversationRow | undefined): ConversationRow {
  if (!row || row.visitorId !== visitor.id) throw new Problem('not_found');
  if (row.deleted) throw new Problem('gone');
  return row;
}

function factsOf(conversation: ConversationRow, messageId: string, routed: Routed | null): Fact[] {
  const about = { conversationId: conversation.id, whose: whoseOf(conversation) };
  const facts: Fact[] = [{ kind: 'message.received', messageId, ...about }];
  if (routed?.newlyAssigned) facts.unshift({ kind: 'unit.assigned', ...about });
  if (routed !== null) facts.unshift({ kind: 'conversation.started', ...about });
  return facts;
}
