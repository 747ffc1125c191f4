import type { ArticleSuggestion, TopicTraffic, Unanswered } from '#contracts';
import { newId } from '#platform';
import type { EntityManager } from 'typeorm';

export interface FoundSuggestion {
  articleId: string;
  messageId: string;
  textSha256: Buffer;
  reason: Unanswered;
  likeness: number;
  personReplied: boolean;
}

/** Puts what was found in the place of the last open suggestions; what was decided stays decided. Articles deleted meanwhile are left out. */
export async function storeSuggestions(tx: EntityManager, workspaceId: string, traffic: TopicTraffic, found: readonly FoundSuggestion[]): Promise<void> {
  const kept = await tx.query<{ id: string }[]>(
    `with stored as (
       insert into article_suggestion (workspace_id, id, article_id, message_id, text_sha256, reason, likeness, person_replied)
       select $1, f.id, f.article_id, f.message_id, f.text_sha256, f.reason, f.likeness, f.person_replied
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bytea[], $6::text[], $7::float8[], $8::boolean[])
         as f (id, article_id, message_id, text_sha256, reason, likeness, person_replied)
       join article a on a.workspace_id = $1 and a.id = f.article_id
       on conflict (workspace_id, article_id, text_sha256) do update
         set message_id = excluded.message_id, reason = excluded.reason, likeness = excluded.likeness, person_replied = excluded.person_replied
         where article_suggestion.state = 'open'
       returning id
     ) select id from stored`,
    [workspaceId, found.map(() => newId()), found.map((one) => one.articleId), found.map((one) => one.messageId), found.map((one) => one.textSha256),
      found.map((one) => one.reason), found.map((one) => one.likeness), found.map((one) => one.personReplied)]);
  await tx.query(
    `delete from article_suggestion s using message m
     where s.workspace_id = $1 and s.state = 'open' and m.workspace_id = s.workspace_id and m.id = s.message_id and m.traffic = $2 and s.id <> all($3::uuid[])`,
    [workspaceId, traffic, kept.map(({ id }) => id)]);
}

export type ReadSuggestion = Omit<ArticleSuggestion, 'askedAt' | 'labelled'> & { askedAt: Date };

const columns = `s.id, s.article_id as "articleId", a.title as "articleTitle", m.text, m.conversation_id as "conversationId", m.created_at as "askedAt",
  m.traffic, s.reason, s.likeness, s.person_replied as "personReplied"`;
const tables = `article_suggestion s
  join article a on a.workspace_id = s.workspace_id and a.id = s.article_id
  join message m on m.workspace_id = s.workspace_id and m.id = s.message_id and m.text <> ''`;

/** Open ones, nearest first. What a visitor deleted is gone here too. */
export async function readSuggestions(
  tx: EntityManager, workspaceId: string, articleId: string | null, limit: number,
): Promise<{ items: ReadSuggestion[]; total: number }> {
  const rows = await tx.query<(ReadSuggestion & { total: number })[]>(
    `select ${columns}, count(*) over ()::integer as total from ${tables}
     where s.workspace_id = $1 and s.state = 'open' and ($2::uuid is null or s.article_id = $2) order by s.likeness desc, s.id limit $3`,
    [workspaceId, articleId, limit]);
  return { items: rows.map(({ total: _, ...item }) => item), total: rows[0]?.total ?? 0 };
}

export interface LockedSuggestion {
  articleId: string;
  text: string;
  state: 'open' | 'accepted' | 'declined';
}

/** Two people decide one after the other. */
export async function lockSuggestion(tx: EntityManager, workspaceId: string, id: string): Promise<LockedSuggestion | undefined> {
  const [row] = await tx.query<LockedSuggestion[]>(
    `select s.article_id as "articleId", m.text, s.state from ${tables} where s.workspace_id = $1 and s.id = $2 for update of s`, [workspaceId, id]);
  return row;
}
