import type { EntityManager } from 'typeorm';
import type { KnowledgeRows } from './knowledge-index.ts';
import { readHeldOut } from './held-out.ts';
import { readRevision } from './revision.sql.ts';
import { readWeights } from './search-learning.sql.ts';

/**
 * What a workspace's index is made of. The revision is read first: a change that comes in between makes the index look
 * older than it is, never newer.
 */
export async function readKnowledge(tx: EntityManager, workspaceId: string): Promise<KnowledgeRows> {
  const revision = await readRevision(tx, workspaceId);
  const learnt = await readWeights(tx, workspaceId);
  const intents = await tx.query<KnowledgeRows['intents']>('select key, label, answer from intent where workspace_id = $1 order by key', [workspaceId]);
  const heldOut = await readHeldOut(tx, workspaceId);
  const examples = await tx.query<KnowledgeRows['examples']>(
    `select e.id, e.text, i.key as intent from example e left join intent i on i.workspace_id = e.workspace_id and i.id = e.intent_id
     where e.workspace_id = $1 and e.part = 'train' order by e.id`, [workspaceId]);
  const articles = await tx.query<KnowledgeRows['articles']>(
    `select id, slug, title, body, questions, intents, version from article where workspace_id = $1 and published order by slug`, [workspaceId]);
  return { revision, intents, examples: examples.filter(({ text }) => !heldOut.has(text)), articles, learnt };
}
