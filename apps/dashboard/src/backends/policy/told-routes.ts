import type { NamedVersion, Policy } from '#contracts';
import { words } from './strings.ts';

/** A policy in lines that can be compared: topics as they are keyed, versions by name. */
export function toldRoutes({ topics, otherwise }: Policy, nameOf: (versionId: string) => string): string[] {
  return [...topics.map(({ topic, backendVersionId }) => `${topic}: ${nameOf(backendVersionId)}`), `${words.otherwise}: ${nameOf(otherwise)}`];
}

export const namedBy = (versions: readonly NamedVersion[]) => (versionId: string): string => {
  const found = versions.find(({ id }) => id === versionId);
  return found ? words.version(found.backendName, found.number) : '…';
};
