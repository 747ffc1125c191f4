import { Injectable } from '@nestjs/common';
import { MOST_SITE_SECRETS, type SiteSecret } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Config, Database, Problem, newId, newToken, seal, secretKey, unseal } from '#platform';
import { SiteSecretRow } from './site-secret.entity.ts';
import { SiteRow } from './site.entity.ts';

/** Uses are noted this often at most. */
const NOTE_EVERY_MS = 60_000;

type SiteKey = Pick<SiteRow, 'workspaceId' | 'id'>;

/** What sites sign the identity of their visitors with. Two may live at once, so that one can follow the other. */
@Injectable()
export class SiteSecrets {
  private key: Buffer | undefined;

  constructor(private readonly db: Database, private readonly config: Config) {}

  /** Newest first. @throws Problem `not_found` */
  list({ workspaceId, id: siteId }: SiteKey): Promise<SiteSecret[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      if (!(await tx.existsBy(SiteRow, { workspaceId, id: siteId }))) throw new Problem('not_found');
      return (await tx.find(SiteSecretRow, { where: { workspaceId, siteId }, order: { id: 'DESC' } })).map(reply);
    });
  }

  /** @returns the secret with its text, which cannot be shown again @throws Problem `not_found`, `site_secrets_full` */
  create({ workspaceId, id: siteId }: SiteKey): Promise<SiteSecret & { secret: string }> {
    const [id, secret] = [newId(), newToken('sis_')];
    return this.db.inWorkspace(workspaceId, async (tx) => {
      // Of two at once the second counts the first.
      await lockSite(tx, workspaceId, siteId);
      if ((await tx.countBy(SiteSecretRow, { workspaceId, siteId })) >= MOST_SITE_SECRETS) throw new Problem('site_secrets_full');
      await tx.insert(SiteSecretRow, { workspaceId, id, siteId, sealed: seal(this.masterKey(), purposeOf(workspaceId, id), secret), lastFour: secret.slice(-4) });
      return { ...reply(await tx.findOneByOrFail(SiteSecretRow, { workspaceId, id })), secret };
    });
  }

  /** What it signed is refused from now on. @throws Problem `not_found` */
  remove({ workspaceId, id: siteId }: SiteKey, id: string): Promise<void> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { affected } = await tx.delete(SiteSecretRow, { workspaceId, siteId, id });
      if (!affected) throw new Problem('not_found');
    });
  }

  /** The secret that signs under this `kid`, as bytes; null when the site has no such. */
  find({ workspaceId, id: siteId }: SiteKey, id: string): Promise<Buffer | null> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const row = await tx.findOneBy(SiteSecretRow, { workspaceId, siteId, id });
      return row && Buffer.from(unseal(this.masterKey(), purposeOf(workspaceId, id), row.sealed));
    });
  }

  /** Notes that a good token came, so that a secret that nobody uses any more can be ended without fear. */
  async noteUse(tx: EntityManager, workspaceId: string, id: string, now: Date): Promise<void> {
    await tx.query(
      'update site_secret set last_used_at = $3 where workspace_id = $1 and id = $2 and (last_used_at is null or last_used_at < $4)',
      [workspaceId, id, now, new Date(now.getTime() - NOTE_EVERY_MS)]);
  }

  private masterKey(): Buffer {
    return (this.key ??= secretKey(this.config));
  }
}

const purposeOf = (workspaceId: string, id: string): string => `${workspaceId}|site secret|${id}`;

async function lockSite(tx: EntityManager, workspaceId: string, id: string): Promise<void> {
  const site = await tx.findOne(SiteRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  if (!site) throw new Problem('not_found');
}

const reply = ({ id, lastFour, createdAt, lastUsedAt }: SiteSecretRow): SiteSecret =>
  ({ id, lastFour, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null });
