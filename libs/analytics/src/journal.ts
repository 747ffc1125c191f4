import type { AnswerResult, Thumb, Traffic } from '#contracts';
import type { Asking } from '#platform';

/** Where a fact belongs. Every fact carries it, so that folding needs no join and no later change can move a number. */
export interface Whose {
  siteId: string;
  experimentId: string | null;
  phase: number | null;
  epoch: number | null;
  variantId: string | null;
  /** The unit of analysis: visitor or conversation; null outside experiments. */
  unitId: string | null;
  backendVersionId: string | null;
  traffic: Traffic;
}

export interface FinishedAnswer {
  messageId: string;
  state: 'complete' | 'interrupted' | 'failed' | 'cancelled';
  result: AnswerResult;
  /** Null when censored: nothing was shown before the deadline or the end. */
  firstTokenMs: number | null;
  /** Null when censored. */
  totalMs: number | null;
  inputTokens: number;
  outputTokens: number;
  costMicroUsd: number;
  intent: string | null;
  confidence: number | null;
  /** Another version or engine than the assigned one answered; absent in facts of before this was kept. */
  servedElsewhere?: boolean;
}

interface About {
  conversationId: string;
  whose: Whose;
}

/** What happened, in the past tense and in the words of the log. */
export type Fact = About &
  (
    | { kind: 'conversation.started' | 'unit.assigned' | 'rating.asked' | 'conversation.helped' | 'conversation.ended' }
    | { kind: 'hand_over.requested' | 'hand_over.claimed' | 'hand_over.ended' }
    | { kind: 'message.received'; messageId: string }
    | ({ kind: 'answer.finished' } & FinishedAnswer)
    | { kind: 'message.rated'; messageId: string; from: Thumb | null; to: Thumb | null }
    | { kind: 'conversation.rated'; from: number | null; to: number | null }
    | { kind: 'answer.scored'; matched: boolean; covered: boolean }
  );

/** Writes facts in the transaction that makes them true: a crash loses both or neither. */
export async function appendFacts(tx: Asking, workspaceId: string, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  await tx.query(
    `insert into journal (workspace_id, kind, conversation_id, fact)
     select $1, kind, conversation_id, fact from unnest($2::text[], $3::uuid[], $4::jsonb[]) as given (kind, conversation_id, fact)`,
    [workspaceId, facts.map((fact) => fact.kind), facts.map((fact) => fact.conversationId), facts.map((fact) => JSON.stringify(fact))],
  );
}

export const appendFact = (tx: Asking, workspaceId: string, fact: Fact): Promise<void> => appendFacts(tx, workspaceId, [fact]);
