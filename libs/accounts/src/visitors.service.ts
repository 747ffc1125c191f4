import { Injectable } from '@nestjs/common';
import type { InputOf, ReplyOf, openVisitor } from '#contracts';
import { LRUCache } from 'lru-cache';
import type { EntityManager } from 'typeorm';
import { Database, Problem, newId, newToken } from '#platform';
import type { BrowserFamily } from './browser-family.ts';
import { findCredential, issueCredential, touchCredential, type Belonging } from './credentials.ts';
import { IdentityTokens, type Identity } from './identity-tokens.ts';
import { SiteSecrets } from './site-secrets.service.ts';
import { Sites, widgetSettings } from './sites.service.ts';
import { joinPerson } from './visitor-aliases.sql.ts';
import { VisitorLimits } from './visitor-limits.ts';
import { SiteRow } from './site.entity.ts';
import { VisitorRow } from './visitor.entity.ts';
import type { Actor, Visitor } from './who.ts';

const DAY_MS = 24 * 3_600_000;
const IDLE_MS = 30 * DAY_MS;
const LONGEST_MS = 180 * DAY_MS;
const REMEMBER_MS = 5_000;

/** Where a request to become a visitor comes from. */
export interface Arrival {
  origin: string | undefined;
  /** As `networkAddressOf` gives it. */
  address: string | null;
  browser: BrowserFamily;
  /** A program with an API key: it has no origin and is not limited. */
  actor: Actor | null;
}

/** The visitors of sites and their tokens. */
@Injectable()
export class Visitors {
  private readonly known = new LRUCache<string, { visitor: Visitor; site: SiteRow }>({ max: 20_000, ttl: REMEMBER_MS });

  constructor(
    private readonly db: Database,
    private readonly sites: Sites,
    private readonly limits: VisitorLimits,
    private readonly identities: IdentityTokens,
    private readonly secrets: SiteSecrets,
  ) {}

  /**
   * A token for the widget; one that is still valid at this site comes back unchanged, unless it is another person's than
   * the one for whom the site vouches.
   *
   * @throws Problem `not_found` for an unknown site key, `origin_refused`, `rate_limited`, `identity_invalid`
   */
  async open({ siteKey, visitorToken, identityToken }: InputOf<typeof openVisitor>, from: Arrival): Promise<ReplyOf<typeof openVisitor>> {
    const site = await this.sites.byKey(siteKey);
    if (!site) throw new Problem('not_found');
    const trusted = from.actor?.workspaceId === site.workspaceId && from.actor.permissions.includes('replay:run');
    if (!trusted && !this.sites.allows(site, from.origin)) throw new Problem('origin_refused');
    const limit = async (): Promise<void> => (trusted ? undefined : this.limits.takeHandshake(from.address));
    // Before it is checked: guessing costs as much as coming anew.
    if (identityToken !== undefined) await limit();
    const identity = identityToken === undefined ? null : await this.identities.verify(site, identityToken);
    if (visitorToken !== undefined && (await this.isAsBefore(site, visitorToken, identity))) return { visitorToken, settings: widgetSettings(site) };
    if (identityToken === undefined) await limit();
    const { id, token } = await this.db.inWorkspace(site.workspaceId, async (tx) => {
      const made = await this.create(tx, site, { browser: trusted ? null : from.browser });
      await this.join(tx, site, made.id, identity);
      return made;
    });
    // Its socket comes next.
    this.known.set(token, { visitor: { id, workspaceId: site.workspaceId, siteId: site.id, siteName: site.name }, site });
    return { visitorToken: token, settings: widgetSettings(site) };
  }

  /** The token is this site's, and its visitor is, or is from now on, whom the site vouches for. */
  private async isAsBefore(site: SiteRow, visitorToken: string, identity: Identity | null): Promise<boolean> {
    const visitor = await this.authenticate(visitorToken);
    if (visitor?.siteId !== site.id) return false;
    return identity === null || this.db.inWorkspace(site.workspaceId, (tx) => this.join(tx, site, visitor.id, identity));
  }

  private async join(tx: EntityManager, { workspaceId, id: siteId }: SiteRow, visitorId: string, identity: Identity | null): Promise<boolean> {
    if (identity === null) return true;
    const { sub: subject, attributes, secretId } = identity;
    await this.secrets.noteUse(tx, workspaceId, secretId, new Date());
    return joinPerson(tx, { workspaceId, siteId, visitorId, subject, attributes });
  }

  /** Makes a visitor of a site with its token. */
  async create(tx: EntityManager, { workspaceId, id: siteId }: Pick<SiteRow, 'workspaceId' | 'id'>, { browser = null, now = new Date() }: { browser?: BrowserFamily | null; now?: Date } = {}): Promise<{ id: string; token: string }> {
    const id = newId();
    const token = newToken('vt_');
    await tx.insert(VisitorRow, { workspaceId, id, siteId, browser });
    await issueCredential(tx, { kind: 'visitor', token, workspaceId, subjectId: id, expiresAt: new Date(now.getTime() + LONGEST_MS) });
    return { id, token };
  }

  /** The visitor of a token; null when there is none or it expired. At most five seconds old. */
  async authenticate(token: string): Promise<Visitor | null> {
    return (await this.find(token))?.visitor ?? null;
  }

  /** The same for a request or handshake that names its origin. @throws Problem `unauthenticated`, `origin_refused` */
  async admit(token: string, origin: string | undefined): Promise<Visitor> {
    const found = await this.find(token);
    if (!found) throw new Problem('unauthenticated');
    // A page of our own sends no Origin with a GET; the token proves the visitor then.
    if (origin !== undefined && !this.sites.allows(found.site, origin)) throw new Problem('origin_refused');
    return found.visitor;
  }

  /** May a page of this origin speak for this site? Absent, `null` and foreign origins may not; sockets ask here. */
  async originAllowed(siteKey: string, origin: string | undefined): Promise<boolean> {
    const site = await this.sites.byKey(siteKey);
    return site !== null && this.sites.allows(site, origin);
  }

  private async find(token: string, now = new Date()): Promise<{ visitor: Visitor; site: SiteRow } | null> {
    const remembered = this.known.get(token);
    if (remembered) return remembered;
    const credential = await this.db.atTheDoor((tx) => findCredential(tx, 'visitor', token, now, IDLE_MS));
    if (!credential) return null;
    const found = await this.db.inWorkspace(credential.workspaceId, async (tx) => {
      await touchCredential(tx, credential, now);
      return visitorOf(tx, credential);
    });
    if (found) this.known.set(token, found);
    return found;
  }
}

async function visitorOf(tx: EntityManager, { workspaceId, subjectId: id }: Belonging): Promise<{ visitor: Visitor; site: SiteRow } | null> {
  const row = await tx.findOneBy(VisitorRow, { workspaceId, id });
  const site = row && (await tx.findOneBy(SiteRow, { workspaceId, id: row.siteId }));
  return site ? { visitor: { id, workspaceId, siteId: site.id, siteName: site.name }, site } : null;
}
