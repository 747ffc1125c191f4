import type { SpentToday } from '#accounts';
import type { Whose } from '#analytics';
import type { Turn } from '#backends';

/** An answer that is owed: stored, leased to this process, not begun. */
export interface PendingReply {
  id: string;
  workspaceId: string;
  conversationId: string;
  seq: number;
  attempt: number;
  /** The visitor message to answer. */
  question: { id: string; seq: number; text: string };
  /** Proves to the row that this process may still write it. */
  leaseToken: string;
  whose: Whose;
  visitorId: string;
  crossEngineFallback: boolean;
  /** True when earlier answers of the conversation may be unfinished, here or in another process. */
  behind: boolean;
  /** What was said before the question; null: to be read once the answers before have ended. */
  history: Turn['history'] | null;
  /** What those whose budgets it counts in had used before it; null: to be read then too. */
  spent: SpentToday | null;
  createdAt: Date;
  /** When the question came in, on this process's monotonic clock (`performance.now()`). */
  since: number;
}
