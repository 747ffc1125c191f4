import type { EntityManager } from 'typeorm';
import { Problem } from '#platform';

interface Refused {
  name: string;
  number: number;
  evaluation: number;
  sentence: string;
}

/**
 * Keeps versions from visitors that the gate refused when it last decided on them; an evaluation that was left open
 * decides nothing. It stands down here, where the rooms that let versions meet visitors can all reach it.
 *
 * @param despite why they shall meet visitors all the same, which the caller writes down
 * @returns whether the gate was overruled
 * @throws Problem `gate_refused`, with what the gate said
 */
export async function assertNotRefused(tx: EntityManager, workspaceId: string, versionIds: readonly string[], despite: string | undefined): Promise<boolean> {
  const refused = await tx.query<Refused[]>(
    `select b.name, v.number, e.number as evaluation, e.verdict ->> 'sentence' as sentence
     from backend_version v
     join backend b on b.workspace_id = v.workspace_id and b.id = v.backend_id
     join lateral (
       select number, verdict from evaluation
       where workspace_id = v.workspace_id and candidate_version_id = v.id and state = 'done' and verdict ->> 'outcome' in ('passed', 'refused')
       order by finished_at desc, number desc limit 1
     ) e on e.verdict ->> 'outcome' = 'refused'
     where v.workspace_id = $1 and v.id = any($2::uuid[]) order by b.name, v.number`, [workspaceId, versionIds]);
  if (refused.length > 0 && despite === undefined) {
    throw new Problem('gate_refused', { detail: refused.map(({ name, number, evaluation, sentence }) => `Evaluation ${evaluation} refused version ${number} of ${name}: ${sentence}`).join(' ') });
  }
  return refused.length > 0;
}
