import type { BackendVersion, Policy, RoutingProposal } from '#contracts';

export type AnsweringVersion = Pick<BackendVersion, 'id' | 'policy'>;

/**
 * A proposed rule as a policy of versions. A variant that routes by topic already is seen through: a policy names only
 * versions that answer themselves.
 *
 * @param versions by variant
 * @param isTopic topics whose intent was deleted since are left out
 * @returns null where no topic is left that goes elsewhere than all others
 */
export function policyFor({ topics, otherwise }: Pick<RoutingProposal, 'topics' | 'otherwise'>, versions: ReadonlyMap<string, AnsweringVersion>, isTopic: (key: string) => boolean): Policy | null {
  const all = versions.get(otherwise);
  if (!all) return null;
  const byTopic = new Map((all.policy?.topics ?? []).map(({ topic, backendVersionId }) => [topic, backendVersionId]));
  for (const { topic, variantId } of topics) byTopic.set(topic, answererOf(versions.get(variantId) ?? all, topic));
  const rest = all.policy?.otherwise ?? all.id;
  const routes = [...byTopic].filter(([topic, id]) => isTopic(topic) && id !== rest).map(([topic, backendVersionId]) => ({ topic, backendVersionId }));
  return routes.length > 0 ? { topics: routes, otherwise: rest } : null;
}

const answererOf = ({ id, policy }: AnsweringVersion, topic: string): string =>
  policy ? (policy.topics.find((route) => route.topic === topic)?.backendVersionId ?? policy.otherwise) : id;
