import type { Actor } from '#accounts';
import { Problem } from '#platform';
import type { ConversationRow } from './conversation-row.ts';

/** @throws Problem `not_found`; `gone` when the visitor had it forgotten */
export function existing(row: ConversationRow | undefined): ConversationRow {
  if (!row) throw new Problem('not_found');
  if (row.deleted) throw new Problem('gone');
  return row;
}

/** @throws Problem `not_claimed_by_you` */
export function mine(agent: Pick<Actor, 'id'>, row: ConversationRow): void {
  if (row.state !== 'with_agent' || row.agentId !== agent.id) throw new Problem('not_claimed_by_you');
}
