/** Share of the smaller group that both must hold. */
const enough = 0.5;

/**
 * Which earlier group each group of today continues: the one that shares most members with it, if they are at least half
 * of the smaller of the two. Members that are not there any more count for neither. A group is continued once.
 *
 * @returns positions in `before`; null for a new group
 */
export function continueGroups(before: readonly (readonly string[])[], now: readonly (readonly string[])[]): (number | null)[] {
  const there = new Set(now.flat());
  const sizes = before.map((members) => members.filter((member) => there.has(member)).length);
  const groupOf = new Map(before.flatMap((members, at) => members.map((member) => [member, at] as const)));
  const claims = now.flatMap((members, next) => {
    const shared = new Map<number, number>();
    for (const member of members) {
      const old = groupOf.get(member);
      if (old !== undefined) shared.set(old, (shared.get(old) ?? 0) + 1);
    }
    return [...shared].filter(([old, count]) => count >= enough * Math.min(members.length, sizes[old]!)).map(([old, count]) => ({ next, old, count }));
  });
  claims.sort((one, other) => other.count - one.count || one.old - other.old || one.next - other.next);
  const result: (number | null)[] = now.map(() => null);
  const continued = new Set<number>();
  for (const { next, old } of claims) {
    if (result[next] !== null || continued.has(old)) continue;
    result[next] = old;
    continued.add(old);
  }
  return result;
}
