import type { EntityManager } from 'typeorm';
import type { BackendKind, Traffic } from '#contracts';
import type { Asking } from '#platform';

export interface ServedBy {
  workspaceId: string;
  backendVersionId: string;
  traffic: Traffic;
}

/** Keeps the earliest. @param agoMs milliseconds since the first piece of the answer; the database's clock is the only one that counts */
export async function storeFirstAnswer(tx: Asking, { workspaceId, backendVersionId, traffic }: ServedBy, agoMs: number): Promise<void> {
  await tx.query(
    `insert into first_answer (workspace_id, backend_version_id, traffic, answered_at)
     values ($1, $2, $3, clock_timestamp() - $4::double precision * interval '1 ms') on conflict do nothing`, [workspaceId, backendVersionId, traffic, agoMs],
  );
}

export interface EditRow {
  backendVersionId: string;
  backendId: string;
  backendName: string;
  kind: BackendKind;
  number: number;
  savedAt: Date;
  trainingAskedAt: Date | null;
  firstAnswers: { traffic: Traffic; at: string; afterSavingMs: number; afterTrainingAskedMs: number | null }[];
}

const ms = (from: string): string => `round((extract(epoch from f.answered_at - ${from}) * 1000)::numeric, 1)::double precision`;

/** A run counts for the version that it brought out, not for those that took its model over later. */
const edits = `
  select v.id as "backendVersionId", b.id as "backendId", b.name as "backendName", b.kind, v.number, v.created_at as "savedAt", r.created_at as "trainingAskedAt",
    coalesce((
      select json_agg(json_build_object('traffic', f.traffic, 'at', f.answered_at, 'afterSavingMs', ${ms('v.created_at')}, 'afterTrainingAskedMs', ${ms('r.created_at')})
        order by f.answered_at)
      from first_answer f where f.workspace_id = v.workspace_id and f.backend_version_id = v.id
    ), '[]') as "firstAnswers"
  from backend_version v join backend b on b.workspace_id = v.workspace_id and b.id = v.backend_id
  left join training_run r on r.workspace_id = v.workspace_id and r.id = v.training_run_id and v.created_at <= r.finished_at + interval '1 minute'
    and not exists (
      select 1 from backend_version e where e.workspace_id = v.workspace_id and e.backend_id = v.backend_id and e.training_run_id = v.training_run_id and e.number < v.number
    )`;

export async function readEdit(tx: EntityManager, workspaceId: string, versionId: string): Promise<EditRow | undefined> {
  const [row] = await tx.query<EditRow[]>(`${edits} where v.workspace_id = $1 and v.id = $2`, [workspaceId, versionId]);
  return row;
}

/** Of each other backend the newest version that answered anybody; the newest first. */
export function readServedElsewhere(tx: EntityManager, workspaceId: string, backendId: string, limit: number): Promise<EditRow[]> {
  return tx.query<EditRow[]>(
    `${edits} where v.workspace_id = $1 and v.id in (
       select distinct on (s.backend_id) s.id from backend_version s
       where s.workspace_id = $1 and s.backend_id <> $2
         and exists (select 1 from first_answer f where f.workspace_id = s.workspace_id and f.backend_version_id = s.id)
       order by s.backend_id, s.number desc
     ) order by v.created_at desc limit $3`, [workspaceId, backendId, limit],
  );
}
