import type { Policy } from '#contracts';

export interface RouteDraft {
  /** Key of the form's row. */
  row: number;
  topic: string | null;
  backendVersionId: string | null;
}

/** A policy as it stands in the form. */
export interface PolicyDraft {
  routes: RouteDraft[];
  otherwise: string | null;
}

export const MOST_ROUTES = 200;

export const emptyPolicy: PolicyDraft = { routes: [{ row: 1, topic: null, backendVersionId: null }], otherwise: null };

export const policyDraftOf = ({ topics, otherwise }: Policy): PolicyDraft => ({ routes: topics.map((route, at) => ({ row: at + 1, ...route })), otherwise });

export const withRoute = ({ routes, otherwise }: PolicyDraft): PolicyDraft =>
  ({ otherwise, routes: [...routes, { row: Math.max(0, ...routes.map(({ row }) => row)) + 1, topic: null, backendVersionId: null }] });

export const withoutRoute = ({ routes, otherwise }: PolicyDraft, row: number): PolicyDraft => ({ otherwise, routes: routes.filter((one) => one.row !== row) });

/** Rows whose topic stands in a row above already. */
export const repeated = ({ routes }: PolicyDraft): ReadonlySet<number> =>
  new Set(routes.filter(({ topic }, at) => topic !== null && routes.findIndex((one) => one.topic === topic) < at).map(({ row }) => row));

/** What is sent; null while something is missing or stands twice. */
export function policyOf({ routes, otherwise }: PolicyDraft): Policy | null {
  const topics = routes.flatMap(({ topic, backendVersionId }) => (topic && backendVersionId ? [{ topic, backendVersionId }] : []));
  const whole = topics.length === routes.length && topics.length > 0 && repeated({ routes, otherwise }).size === 0;
  return otherwise && whole ? { topics, otherwise } : null;
}
