import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { assertNotRefused } from '#accounts';
import type { BackendLabels, InputOf, moveLabel, removeLabel } from '#contracts';
import { Database, Problem, newId } from '#platform';
import { isReady } from './backend-replies.ts';
import { BackendRow } from './backend.entity.ts';
import { VersionLabelMoveRow } from './version-label-move.entity.ts';
import { VersionLabelRow } from './version-label.entity.ts';
import { answerFollowersBy, followersOf, labelsOf, movesOf } from './version-labels.sql.ts';
import { lockBackend, readVersionRow } from './versions.sql.ts';

const PRODUCTION = 'production';

interface Move {
  id: string;
  label: string;
  /** Version that it shall be on; null: none. */
  to: string | null;
  message: string;
  expectedVersionId?: string | null | undefined;
  despiteGate?: string | undefined;
}

type Key = Pick<VersionLabelRow, 'workspaceId' | 'backendId' | 'label'>;

/** Names on versions, each on one at a time, and who moved them when and why. */
@Injectable()
export class VersionLabels {
  constructor(private readonly db: Database) {}

  /** @throws Problem `not_found` */
  read(workspaceId: string, backendId: string): Promise<BackendLabels> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      if (!(await tx.getRepository(BackendRow).existsBy({ workspaceId, id: backendId }))) throw new Problem('not_found');
      return replyIn(tx, workspaceId, backendId);
    });
  }

  /**
   * Takes the label from whichever version has it. Sites that follow production answer by the new version from the commit
   * on; running experiments, and conversations that have begun, keep what they have.
   *
   * @throws Problem `not_found`, `label_moved`; for production `backend_version_not_ready`, and `gate_refused` when sites follow it to a version that it was never on
   */
  move(workspaceId: string, { backendVersionId, ...move }: InputOf<typeof moveLabel>, by: string): Promise<BackendLabels> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await this.moveIn(tx, workspaceId, { ...move, to: backendVersionId }, by);
      return replyIn(tx, workspaceId, move.id);
    });
  }

  /** @throws Problem `not_found`; `label_moved`; `label_followed` when a site answers by it */
  remove(workspaceId: string, move: InputOf<typeof removeLabel>, by: string): Promise<BackendLabels> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await this.moveIn(tx, workspaceId, { ...move, to: null }, by);
      return replyIn(tx, workspaceId, move.id);
    });
  }

  /** For rooms that label a version in the transaction that saves it. @throws Problem as `move` and `remove` do */
  async moveIn(tx: EntityManager, workspaceId: string, { id: backendId, label, to, message, expectedVersionId, despiteGate }: Move, by: string): Promise<void> {
    if (!(await lockBackend(tx, workspaceId, backendId))) throw new Problem('not_found');
    const key = { workspaceId, backendId, label };
    const from = (await tx.getRepository(VersionLabelRow).findOneBy(key))?.backendVersionId ?? null;
    if (expectedVersionId !== undefined && expectedVersionId !== from) throw new Problem('label_moved');
    if (to === null) await this.takeOff(tx, key, from);
    else await this.putOn(tx, key, to, by);
    const overruled = to !== null && await this.overrules(tx, key, to, despiteGate);
    const why = overruled ? [message, `Despite the gate: ${despiteGate}`].filter(Boolean).join(' ') : message;
    if (from !== to) await tx.getRepository(VersionLabelMoveRow).insert({ ...key, id: newId(), fromVersionId: from, toVersionId: to, movedBy: by, message: why });
  }

  /** Does moving it let visitors meet a version that the gate refused? The way back to one that it was on is always free. */
  private async overrules(tx: EntityManager, key: Key, to: string, despiteGate: string | undefined): Promise<boolean> {
    if (key.label !== PRODUCTION || (await followersOf(tx, key.workspaceId, key.backendId)).length === 0) return false;
    if (await tx.getRepository(VersionLabelMoveRow).existsBy({ ...key, toVersionId: to })) return false;
    return assertNotRefused(tx, key.workspaceId, [to], despiteGate);
  }

  private async takeOff(tx: EntityManager, key: Key, from: string | null): Promise<void> {
    if (from === null) throw new Problem('not_found');
    if (key.label === PRODUCTION && (await followersOf(tx, key.workspaceId, key.backendId)).length > 0) throw new Problem('label_followed');
    await tx.getRepository(VersionLabelRow).delete(key);
  }

  private async putOn(tx: EntityManager, key: Key, to: string, by: string): Promise<void> {
    const { workspaceId, backendId, label } = key;
    const version = await readVersionRow(tx, workspaceId, to);
    if (version?.backendId !== backendId) throw new Problem('not_found');
    if (label === PRODUCTION && !isReady(version)) throw new Problem('backend_version_not_ready');
    await tx.getRepository(VersionLabelRow).upsert({ ...key, backendVersionId: to, movedBy: by, movedAt: () => 'now()' }, ['workspaceId', 'backendId', 'label']);
    if (label === PRODUCTION) await answerFollowersBy(tx, workspaceId, backendId, to);
  }
}

async function replyIn(tx: EntityManager, workspaceId: string, backendId: string): Promise<BackendLabels> {
  return {
    labels: await labelsOf(tx, workspaceId, backendId), moves: await movesOf(tx, workspaceId, backendId), followedBy: await followersOf(tx, workspaceId, backendId),
  };
}
