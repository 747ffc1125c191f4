import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { EditToAnswer, InputOf, ReplyOf, readEditToAnswer } from '#contracts';
import { Database, Problem, type Asking } from '#platform';
import { readEdit, readServedElsewhere, storeFirstAnswer, type EditRow, type ServedBy } from './first-answers.sql.ts';

/** Other backends that a version is compared with. */
const MOST_OTHERS = 12;

const keyOf = ({ workspaceId, backendVersionId, traffic }: ServedBy): string => `${workspaceId}|${backendVersionId}|${traffic}`;

/** How long it took from an edit to its first answer. Only the first answers of a version cost anything. */
@Injectable()
export class FirstAnswers {
  private readonly noted = new LRUCache<string, true>({ max: 10_000 });

  constructor(private readonly db: Database) {}

  /** As far as this process remembers. */
  isNews(served: ServedBy): boolean {
    return !this.noted.has(keyOf(served));
  }

  /** Within the transaction that finishes the answer; `remember` once it is committed. @param agoMs since its first piece */
  store(tx: Asking, served: ServedBy, agoMs: number): Promise<void> {
    return storeFirstAnswer(tx, served, agoMs);
  }

  remember(served: ServedBy): void {
    this.noted.set(keyOf(served), true);
  }

  async note(served: ServedBy, agoMs: number): Promise<void> {
    if (!this.isNews(served)) return;
    await this.db.inWorkspace(served.workspaceId, (tx) => this.store(tx, served, agoMs));
    this.remember(served);
  }

  /** @throws Problem `not_found` */
  editToAnswer(workspaceId: string, { id }: InputOf<typeof readEditToAnswer>): Promise<ReplyOf<typeof readEditToAnswer>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const own = await readEdit(tx, workspaceId, id);
      if (!own) throw new Problem('not_found');
      const others = await readServedElsewhere(tx, workspaceId, own.backendId, MOST_OTHERS);
      return { own: editReply(own), others: others.map(editReply) };
    });
  }
}

const editReply = ({ savedAt, trainingAskedAt, firstAnswers, ...row }: EditRow): EditToAnswer => ({
  ...row, savedAt: savedAt.toISOString(), trainingAskedAt: trainingAskedAt?.toISOString() ?? null,
  firstAnswers: firstAnswers.map((first) => ({ ...first, at: new Date(first.at).toISOString() })),
});
