import { Injectable } from '@nestjs/common';
import { Sites, Workspaces, createSite, createWorkspace } from '#accounts';
import type { Site } from '#contracts';
import { Database, newId } from '#platform';
import type { DemoCompany } from './demo-files.ts';

/** The demo's workspace and site. */
@Injectable()
export class DemoPlaces {
  constructor(private readonly db: Database, private readonly workspaces: Workspaces, private readonly sites: Sites) {}

  async found({ company }: DemoCompany): Promise<{ workspaceId: string; site: Site }> {
    const workspaceId = (await this.workspaces.demo())?.id ?? (await this.make(company));
    const [first] = await this.sites.list(workspaceId);
    return { workspaceId, site: first ?? (await this.sites.create(workspaceId, { name: company.siteName, allowedOrigins: [] })) };
  }

  async answerBy(workspaceId: string, { id, defaultBackendVersionId }: Site, versionId: string): Promise<void> {
    if (defaultBackendVersionId === null) await this.sites.change(workspaceId, { id, defaultBackendVersionId: versionId });
  }

  private make({ name, siteName, timeZone }: DemoCompany['company']): Promise<string> {
    const workspaceId = newId();
    return this.db.inWorkspace(workspaceId, async (tx) => {
      // Two servers that start together on an empty database found one demo.
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo', 0))`);
      const [known] = await tx.query<{ id: string }[]>('select id from workspace where demo order by created_at, id limit 1');
      if (known) return known.id;
      await createWorkspace(tx, { id: workspaceId, name: `${name} demo`, timeZone, demo: true });
      await createSite(tx, { workspaceId, name: siteName, allowedOrigins: [] });
      return workspaceId;
    });
  }
}
