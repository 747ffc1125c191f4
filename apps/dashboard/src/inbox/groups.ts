import type { QueueItem } from '#contracts';

export const groupNames = ['mine', 'waiting', 'others'] as const;
export type GroupName = (typeof groupNames)[number];
export type Groups = Record<GroupName, QueueItem[]>;

const groupOf = (item: QueueItem, me: string | null): GroupName =>
  item.state === 'waiting' ? 'waiting' : item.agentId !== null && item.agentId === me ? 'mine' : 'others';

/** The queue by whose turn it is, each part longest waiting first. */
export function groupsOf(items: readonly QueueItem[], me: string | null): Groups {
  const groups: Groups = { mine: [], waiting: [], others: [] };
  const oldestFirst = [...items].sort((a, b) => Date.parse(a.waitingSince) - Date.parse(b.waitingSince));
  for (const item of oldestFirst) groups[groupOf(item, me)].push(item);
  return groups;
}

/** As the list shows them, from top to bottom. */
export const inOrder = (groups: Groups): QueueItem[] => groupNames.flatMap((name) => groups[name]);

/** The neighbour `by` steps away; from nowhere, or at an end, the end itself. */
export function neighbour(items: readonly QueueItem[], selected: string | null, by: 1 | -1): QueueItem | undefined {
  const at = items.findIndex((item) => item.conversationId === selected);
  if (at < 0) return by > 0 ? items[0] : items.at(-1);
  return items[Math.min(items.length - 1, Math.max(0, at + by))];
}
