import { Injectable } from '@nestjs/common';
import { Workspaces, endCredentials, findCredential, issueCredential, type Actor } from '#accounts';
import type { ExperimentShare, InputOf, ReplyOf, SharedResults, createShare } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Config, Database, Problem, newId, newToken } from '#platform';
import { recordChange } from '../change-log.ts';
import { DuelSummaries } from '../duels/duel-summaries.service.ts';
import { oneExperiment } from '../experiments.service.ts';
import { ExperimentResults } from '../results.service.ts';
import { ExperimentShareRow } from './experiment-share.entity.ts';
import { sharedResults } from './shared-results.ts';

const DAY_MS = 24 * 3_600_000;
const MOST_LISTED = 200;

type Wish = InputOf<typeof createShare>;

/** Links by which somebody without an account reads the results of one experiment. */
@Injectable()
export class ExperimentShares {
  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly workspaces: Workspaces,
    private readonly results: ExperimentResults,
    private readonly duels: DuelSummaries,
  ) {}

  /** Newest first. @throws Problem `not_found` */
  list(workspaceId: string, experimentId: string, now = new Date()): Promise<ExperimentShare[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await oneExperiment(tx, workspaceId, experimentId);
      const rows = await tx.find(ExperimentShareRow, { where: { workspaceId, experimentId }, order: { id: 'DESC' }, take: MOST_LISTED });
      return rows.map((row) => told(row, now));
    });
  }

  /** @returns the link and its address, which is not stored and cannot be shown again. @throws Problem `not_found` */
  create({ workspaceId, name: createdBy }: Pick<Actor, 'workspaceId' | 'name'>, { id: experimentId, note, expiresInDays }: Wish, now = new Date()): Promise<ReplyOf<typeof createShare>> {
    const [id, token, expiresAt] = [newId(), newToken('sh_'), new Date(now.getTime() + expiresInDays * DAY_MS)];
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await oneExperiment(tx, workspaceId, experimentId);
      await tx.insert(ExperimentShareRow, { workspaceId, id, experimentId, note, createdBy, createdAt: now, expiresAt });
      await issueCredential(tx, { kind: 'share', token, workspaceId, subjectId: id, expiresAt });
      await recordChange(tx, { workspaceId, experimentId, kind: 'share.created', actorName: createdBy, reason: '', detail: { link: { note, expiresAt: expiresAt.toISOString() } } });
      return { share: told(await tx.findOneByOrFail(ExperimentShareRow, { workspaceId, id }), now), url: `${this.config.publicUrl}/shared/${token}` };
    });
  }

  /** Ends a link at once; one that is withdrawn already stays so. @throws Problem `not_found` */
  withdraw({ workspaceId, name: actorName }: Pick<Actor, 'workspaceId' | 'name'>, experimentId: string, id: string, now = new Date()): Promise<ExperimentShare> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const share = await tx.findOne(ExperimentShareRow, { where: { workspaceId, experimentId, id }, lock: { mode: 'pessimistic_write' } });
      if (!share) throw new Problem('not_found');
      if (share.withdrawnAt !== null) return told(share, now);
      await tx.update(ExperimentShareRow, { workspaceId, id }, { withdrawnAt: now });
      await endCredentials(tx, ['share'], id);
      await recordChange(tx, { workspaceId, experimentId, kind: 'share.withdrawn', actorName, reason: '', detail: { link: { note: share.note, expiresAt: share.expiresAt.toISOString() } } });
      return told({ ...share, withdrawnAt: now }, now);
    });
  }

  /**
   * What a link shows, from the numbers of this moment.
   *
   * @param again a page that is open already reads again
   * @throws Problem `not_found`, the same for a token that nobody was given, that expired and that was withdrawn
   */
  async open(token: string, again: boolean, now = new Date()): Promise<SharedResults> {
    const credential = await this.db.atTheDoor((tx) => findCredential(tx, 'share', token, now));
    if (!credential) throw new Problem('not_found');
    const { workspaceId, subjectId: id } = credential;
    const { experimentId, expiresAt } = await this.db.inWorkspace(workspaceId, (tx) => openedShare(tx, { workspaceId, id, again, now }));
    const { name: company, timeZone, cpuPricePerHour } = await this.workspaces.read(workspaceId);
    const results = await this.results.read(workspaceId, experimentId, now);
    const duels = await this.duels.read(workspaceId, experimentId);
    return sharedResults({ company, timeZone, cpuPricePerHour, expiresAt: expiresAt.toISOString() }, results, duels);
  }
}

interface Opening {
  workspaceId: string;
  id: string;
  again: boolean;
  now: Date;
}

async function openedShare(tx: EntityManager, { workspaceId, id, again, now }: Opening): Promise<ExperimentShareRow> {
  const share = await tx.findOneBy(ExperimentShareRow, { workspaceId, id });
  if (!share || share.withdrawnAt !== null) throw new Problem('not_found');
  if (!again) await tx.update(ExperimentShareRow, { workspaceId, id }, { opens: () => 'opens + 1', lastOpenedAt: now });
  return share;
}

const told = ({ id, note, createdBy, createdAt, expiresAt, withdrawnAt, opens, lastOpenedAt }: ExperimentShareRow, now: Date): ExperimentShare => ({
  id, note, createdBy, opens, state: withdrawnAt !== null ? 'withdrawn' : expiresAt <= now ? 'expired' : 'open',
  createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), withdrawnAt: withdrawnAt?.toISOString() ?? null, lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
});
