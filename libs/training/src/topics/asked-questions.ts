import { Injectable } from '@nestjs/common';
import type { TopicTraffic } from '#contracts';
import { readUnanswered, type UnansweredQuestion } from '#conversations';
import { TextVectors } from '#knowledge';
import { Database } from '#platform';
import { asksSomething, maskPersonal } from './mask-personal.ts';
import { CONFIDENCE_BELOW, MOST_QUESTIONS } from './topic-limits.ts';

/** An unanswered question with its personal data masked. */
export interface AskedQuestion extends Pick<UnansweredQuestion, 'id' | 'reason' | 'personReplied'> {
  masked: string;
}

export interface Asked {
  questions: AskedQuestion[];
  /** All there are, beyond the most that are looked at too. */
  found: number;
}

/** Unanswered questions, ready for grouping and searching. */
@Injectable()
export class AskedQuestions {
  constructor(private readonly db: Database, private readonly vectors: TextVectors) {}

  async read(workspaceId: string, traffic: TopicTraffic, days: number): Promise<Asked> {
    const rows = await this.db.inWorkspace(workspaceId, (tx) =>
      readUnanswered(tx, workspaceId, { traffic, days, confidenceBelow: CONFIDENCE_BELOW, limit: MOST_QUESTIONS }));
    const questions = rows.map(({ id, reason, personReplied, text }) => ({ id, reason, personReplied, masked: maskPersonal(text) }));
    return { questions: questions.filter(({ masked }) => asksSomething(masked)), found: rows[0]?.found ?? 0 };
  }

  /** Unit vectors in the order of the questions, stored for the next time; null where there is no encoder. */
  async vectorsOf(workspaceId: string, questions: readonly AskedQuestion[], signal: AbortSignal, onProgress: (done: number) => void): Promise<Float32Array[] | null> {
    const made = await this.vectors.of(workspaceId, questions.map(({ masked }) => masked), { signal, onProgress });
    return made?.map(({ vector }) => vector) ?? null;
  }
}
