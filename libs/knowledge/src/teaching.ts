import type { Example } from '#contracts';
import { Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { ArticleRow } from './article.entity.ts';
import { insertExamples } from './examples.sql.ts';
import { isOutOfScope } from './intent-keys.ts';
import { IntentRow } from './intent.entity.ts';
import { bumpRevision } from './revision.sql.ts';
import { violates } from './sql-words.ts';
import { textKey } from './text-key.ts';

/** As many questions as an article's page takes. */
const MOST_QUESTIONS = 100;

export interface TaughtIntent {
  key: string;
  label: string;
  answer: string | null;
  /** Questions of visitors. */
  examples: readonly string[];
}

/**
 * A new intent with examples to train on, in the caller's transaction. Questions that are labelled already stay as they are.
 *
 * @returns how many examples were new
 * @throws Problem `intent_taken`, `invalid_request` for the key of out-of-scope questions
 */
export async function teachIntent(tx: EntityManager, workspaceId: string, { examples, ...intent }: TaughtIntent): Promise<{ id: string; examples: number }> {
  if (isOutOfScope(intent.key)) throw new Problem('invalid_request', { detail: `"${intent.key}" stands for questions that are out of scope. Choose another name.` });
  const id = newId();
  await tx.insert(IntentRow, { ...intent, workspaceId, id }).catch((error: unknown) => {
    throw violates(error, 'intent_key_key') ? new Problem('intent_taken', { cause: error }) : error;
  });
  const rows = examples.map((text) => ({ id: newId(), intentId: id, text, normalised: textKey(text) }));
  const stored = await insertExamples(tx, workspaceId, { part: 'train', source: 'agent' }, rows);
  await bumpRevision(tx, workspaceId);
  return { id, examples: stored };
}

/** Adds a question to those that an article answers, in the caller's transaction; its version goes up. @throws Problem `not_found`, `invalid_request` when it is full */
export async function teachArticle(tx: EntityManager, workspaceId: string, id: string, question: string): Promise<void> {
  const row = await tx.findOne(ArticleRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Problem('not_found');
  if (row.questions.some((known) => textKey(known) === textKey(question))) return;
  if (row.questions.length >= MOST_QUESTIONS) throw new Problem('invalid_request', { detail: `An article takes at most ${MOST_QUESTIONS} questions.` });
  await tx.update(ArticleRow, { workspaceId, id }, { questions: [...row.questions, question], version: row.version + 1, updatedAt: new Date() });
  await bumpRevision(tx, workspaceId);
}

/** In which part each text is labelled already, by its key; `train` where it stands in both. */
export async function labelledPartsOf(tx: EntityManager, workspaceId: string, texts: readonly string[]): Promise<Map<string, Example['part']>> {
  const keys = texts.map(textKey);
  const rows = await tx.query<{ normalised: string; part: Example['part'] }[]>(
    'select normalised, max(part) as part from example where workspace_id = $1 and normalised = any($2::text[]) group by normalised', [workspaceId, [...new Set(keys)]]);
  const parts = new Map(rows.map(({ normalised, part }) => [normalised, part]));
  return new Map(texts.flatMap((text, at) => (parts.has(keys[at]!) ? [[text, parts.get(keys[at]!)!] as const] : [])));
}
