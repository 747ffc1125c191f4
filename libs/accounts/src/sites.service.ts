import { Injectable, Logger } from '@nestjs/common';
import type { InputOf, Site, SiteBudgets, SiteLimits, WidgetSettings, changeSite } from '#contracts';
import { LRUCache } from 'lru-cache';
import type { EntityManager } from 'typeorm';
import { Config, Database, Problem, newId, newToken } from '#platform';
import { findCredential, issueCredential } from './credentials.ts';
import { assertNotRefused } from './gate-refusals.sql.ts';
import { originAllowed } from './origin-rule.ts';
import { SiteRow } from './site.entity.ts';
import { defaultOf } from './site-default.sql.ts';

const GREETING = 'Hello. An AI assistant answers here. You can ask for a person at any time.';
const COLOUR = '#3b5bdb';
/** A change of a site reaches every server within this time. */
const REMEMBER_MS = 5_000;

export interface NewSite {
  workspaceId: string;
  id?: string;
  name: string;
  allowedOrigins: string[];
  greeting?: string;
  accentColour?: string;
  defaultBackendVersionId?: string | null;
}

/** Makes a site with a public key, findable by that key before its workspace is known. */
export async function createSite(tx: EntityManager, { id = newId(), workspaceId, ...rest }: NewSite): Promise<SiteRow> {
  const publicKey = newToken('pk_live_', 22);
  await tx.insert(SiteRow, { greeting: GREETING, accentColour: COLOUR, ...rest, workspaceId, id, publicKey });
  await issueCredential(tx, { kind: 'site', token: publicKey, workspaceId, subjectId: id, expiresAt: null });
  return tx.findOneByOrFail(SiteRow, { workspaceId, id });
}

/** The sites of a workspace, and the door of each. */
@Injectable()
export class Sites {
  private readonly log = new Logger(Sites.name);
  private readonly byKeys = new LRUCache<string, SiteRow>({ max: 1_000, ttl: REMEMBER_MS });
  private readonly limits = new LRUCache<string, Pick<SiteRow, 'limits' | 'budgets'>>({ max: 1_000, ttl: REMEMBER_MS });
  private readonly origins = new LRUCache<'all', string[][]>({ max: 1, ttl: REMEMBER_MS });

  constructor(
    private readonly db: Database,
    private readonly config: Config,
  ) {}

  async list(workspaceId: string): Promise<Site[]> {
    const rows = await this.db.inWorkspace(workspaceId, (tx) => tx.find(SiteRow, { where: { workspaceId }, order: { id: 'ASC' } }));
    return rows.map(reply);
  }

  create(workspaceId: string, site: { name: string; allowedOrigins: string[] }): Promise<Site> {
    this.origins.clear();
    return this.db.inWorkspace(workspaceId, async (tx) => reply(await createSite(tx, { workspaceId, ...site })));
  }

  async read(workspaceId: string, id: string): Promise<Site> {
    return reply(await this.db.inWorkspace(workspaceId, (tx) => oneSite(tx, workspaceId, id)));
  }

  /** @throws Problem `not_found` for an unknown site, backend or backend version; `no_production_version`; `gate_refused` for a default that the gate refused */
  async change(workspaceId: string, { id, despiteGate, ...changes }: InputOf<typeof changeSite>): Promise<Site> {
    const changed = await this.db.inWorkspace(workspaceId, async (tx) => {
      const { defaultBackendVersionId: before } = await oneSite(tx, workspaceId, id);
      const columns = { ...changes, ...await defaultOf(tx, workspaceId, changes) };
      const after = columns.defaultBackendVersionId;
      if (after && after !== before && await assertNotRefused(tx, workspaceId, [after], despiteGate)) this.log.warn({ event: 'site.gate_overruled', workspaceId, siteId: id, backendVersionId: after, reason: despiteGate });
      if (Object.keys(columns).length > 0) await tx.update(SiteRow, { workspaceId, id }, columns).catch(asUnknownVersion);
      return oneSite(tx, workspaceId, id);
    });
    this.byKeys.delete(changed.publicKey);
    this.limits.delete(id);
    this.origins.clear();
    return reply(changed);
  }

  /** Who answers visitors of this site outside experiments, and how many of 10,000 stay outside for good. @throws Problem `not_found` */
  outsideExperiments(tx: EntityManager, workspaceId: string, siteId: string): Promise<Pick<SiteRow, 'defaultBackendVersionId' | 'holdout'>> {
    return oneSite(tx, workspaceId, siteId);
  }

  /** How much its visitors may ask for. At most five seconds old. @throws Problem `not_found` */
  async limitsOf(workspaceId: string, siteId: string): Promise<SiteLimits> {
    return (await this.boundsOf(workspaceId, siteId)).limits;
  }

  /** What its answers may use in a day. At most five seconds old. @throws Problem `not_found` */
  async budgetsOf(workspaceId: string, siteId: string): Promise<SiteBudgets> {
    return (await this.boundsOf(workspaceId, siteId)).budgets;
  }

  /** The site of a public key; null when there is none. At most five seconds old. */
  async byKey(publicKey: string): Promise<SiteRow | null> {
    const remembered = this.byKeys.get(publicKey);
    if (remembered) return remembered;
    const credential = await this.db.atTheDoor((tx) => findCredential(tx, 'site', publicKey, new Date()));
    if (!credential) return null;
    const { workspaceId, subjectId: id } = credential;
    const site = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(SiteRow, { workspaceId, id }));
    if (site) this.byKeys.set(publicKey, site);
    return site;
  }

  allows(site: Pick<SiteRow, 'allowedOrigins'>, origin: string | undefined): boolean {
    return originAllowed(site.allowedOrigins, this.config.publicUrl, origin);
  }

  /** Does any site let this origin in? A preflight does not say which site it is about. */
  async anyAllows(origin: string | undefined): Promise<boolean> {
    if (origin === undefined) return false;
    const all = this.origins.get('all') ?? (await this.readOrigins());
    return all.some((allowedOrigins) => this.allows({ allowedOrigins }, origin));
  }

  private async boundsOf(workspaceId: string, siteId: string): Promise<Pick<SiteRow, 'limits' | 'budgets'>> {
    const remembered = this.limits.get(siteId);
    if (remembered) return remembered;
    const { limits, budgets } = await this.db.inWorkspace(workspaceId, (tx) => oneSite(tx, workspaceId, siteId));
    this.limits.set(siteId, { limits, budgets });
    return { limits, budgets };
  }

  private async readOrigins(): Promise<string[][]> {
    const rows = await this.db.acrossWorkspaces((tx) => tx.query<{ allowed: string[] }[]>('select distinct allowed_origins as allowed from site'));
    const all = rows.map(({ allowed }) => allowed);
    this.origins.set('all', all);
    return all;
  }
}

async function oneSite(tx: EntityManager, workspaceId: string, id: string): Promise<SiteRow> {
  const site = await tx.findOneBy(SiteRow, { workspaceId, id });
  if (!site) throw new Problem('not_found');
  return site;
}

/** The composite foreign key refuses versions that do not exist here, other workspaces' included. */
function asUnknownVersion(error: unknown): never {
  throw (error as { code?: string }).code === '23503' ? new Problem('not_found', { cause: error }) : error;
}

const reply = (site: SiteRow): Site => ({
  id: site.id, name: site.name, publicKey: site.publicKey, allowedOrigins: site.allowedOrigins, defaultBackendVersionId: site.defaultBackendVersionId, followsBackendId: site.followsBackendId,
  holdout: site.holdout, greeting: site.greeting, accentColour: site.accentColour, limits: { ...site.limits }, budgets: { ...site.budgets },
  createdAt: site.createdAt.toISOString(),
});

export const widgetSettings = ({ name, greeting, accentColour, limits }: SiteRow): WidgetSettings =>
  ({ siteName: name, greeting, accentColour, longestMessage: limits.longestMessage });
