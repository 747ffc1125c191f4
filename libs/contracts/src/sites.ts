import { z } from 'zod';
import { SiteBudgets } from './budgets.ts';
import { MESSAGE_CODE_POINTS } from './conversations.ts';
import { ById, DespiteGate, Id, Instant, Name, Nothing, text, trimmed } from './primitives.ts';
import { route } from './route.ts';

/** `https://shop.example`, `http://localhost:8080`, or one leading wildcard: `https://*.shop.example`. */
export const AllowedOrigin = z.string().max(253).regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/, 'must be an origin such as https://shop.example');

/** Bounds of each limit of a site, and what it is until somebody changes it. */
export const siteLimits = {
  messagesPerMinute: { least: 1, most: 600, usual: 20 },
  messagesAtOnce: { least: 1, most: 100, usual: 5 },
  conversationsPerDay: { least: 1, most: 10_000, usual: 60 },
  messagesPerAddress: { least: 1, most: 100_000, usual: 600 },
  longestMessage: { least: 100, most: MESSAGE_CODE_POINTS, usual: MESSAGE_CODE_POINTS },
} as const;
const within = ({ least, most }: { least: number; most: number }) => z.number().int().min(least).max(most);

/** How much a site's visitors may ask for; what is more is refused as `rate_limited` or `message_too_long`. */
export const SiteLimits = z.strictObject({
  /** Of one visitor. */
  messagesPerMinute: within(siteLimits.messagesPerMinute),
  /** Of one visitor, within three seconds. */
  messagesAtOnce: within(siteLimits.messagesAtOnce),
  /** Of one visitor. */
  conversationsPerDay: within(siteLimits.conversationsPerDay),
  /** Of one network address, a minute; an office or a school may be one address. */
  messagesPerAddress: within(siteLimits.messagesPerAddress),
  /** In code points. */
  longestMessage: within(siteLimits.longestMessage),
});
export type SiteLimits = z.output<typeof SiteLimits>;

/** Most visitors of a site who may be kept out of experiments, of 10,000: the more, the longer every experiment takes. */
export const MOST_HOLDOUT = 2_000;

export const Site = z.object({
  id: Id,
  name: z.string(),
  /** Public identifier in the embed snippet; not a secret. */
  publicKey: z.string(),
  /** Empty means: this machine only (localhost). */
  allowedOrigins: z.array(z.string()),
  /** Backend version that answers visitors outside experiments. */
  defaultBackendVersionId: Id.nullable(),
  /** Backend whose version labelled `production` is the default, and stays it when the label moves; null: the default was chosen. */
  followsBackendId: Id.nullable(),
  /** Visitors out of 10,000 who never take part in an experiment and get the default; they tell what all experiments together have changed. */
  holdout: z.number().int(),
  /** First line of the chat: that an AI assistant answers and a person can be asked for. */
  greeting: z.string(),
  accentColour: z.string(),
  limits: SiteLimits,
  budgets: SiteBudgets,
  createdAt: Instant,
});
export type Site = z.output<typeof Site>;

const changes = {
  name: Name,
  allowedOrigins: z.array(AllowedOrigin).max(50),
  /** Naming one ends the following of a backend. */
  defaultBackendVersionId: Id.nullable(),
  /** Makes the backend's version labelled `production` the default, now and whenever the label moves; wins over a version named with it. Null: the default stays as it is from now on. */
  followsBackendId: Id.nullable(),
  holdout: z.number().int().min(0).max(MOST_HOLDOUT),
  greeting: trimmed(500),
  accentColour: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #3b5bdb'),
  /** What is left out stays. */
  limits: SiteLimits.partial().refine((named) => Object.keys(named).length > 0, 'must name a limit'),
  /** What is left out stays. */
  budgets: SiteBudgets.partial().refine((named) => Object.keys(named).length > 0, 'must name a budget'),
};

export const listSites = route({
  method: 'GET', path: '/v1/sites', summary: 'List sites', input: Nothing, reply: z.object({ items: z.array(Site) }),
});
export const createSite = route({
  method: 'POST', path: '/v1/sites', summary: 'Create a site',
  input: z.strictObject({ name: changes.name, allowedOrigins: changes.allowedOrigins.default([]) }), reply: Site,
});
export const readSite = route({ method: 'GET', path: '/v1/sites/{id}', summary: 'One site', input: ById, reply: Site });
export const changeSite = route({
  method: 'PATCH', path: '/v1/sites/{id}', summary: 'Change a site',
  input: z.strictObject({ id: Id, ...z.object(changes).partial().shape, despiteGate: DespiteGate.optional() }), reply: Site,
});

/** What the widget draws itself with. */
export const WidgetSettings = z.object({
  siteName: z.string(), greeting: z.string(), accentColour: z.string(),
  /** In code points; what is longer is refused as `message_too_long`. */
  longestMessage: z.number().int(),
});
export type WidgetSettings = z.output<typeof WidgetSettings>;

export const openVisitor = route({
  method: 'POST', path: '/v1/visitors', summary: 'Become a visitor of a site', audience: 'public',
  input: z.strictObject({ siteKey: text(64), visitorToken: text(200).optional(), identityToken: text(4_000).optional() }),
  reply: z.object({ visitorToken: z.string(), settings: WidgetSettings }),
});
