import type { OptimizerCandidate } from '#contracts';
import type { OptimizerCandidateRow } from './optimizer-candidate.entity.ts';
import { frontOf, meanScore } from './search.ts';

/** As a reader sees them, best first. @param rows by their numbers */
export function candidatesAsReply(rows: readonly OptimizerCandidateRow[], validationIds: readonly string[]): OptimizerCandidate[] {
  const { members, wins } = frontOf(rows, validationIds.map((id) => ({ id })));
  const start = rows[0]?.scores ?? {};
  const compared = (scores: Record<string, number>, sign: 1 | -1): number => validationIds.filter((id) => sign * ((scores[id] ?? 0) - (start[id] ?? 0)) > 0).length;
  return rows.map(({ number, parents, step, pack, scores, createdAt }, at): OptimizerCandidate => ({
    number, parents, step, promptPack: pack, score: meanScore({ scores }), wins: wins[at]!, onFront: members.includes(at),
    better: compared(scores, 1), worse: compared(scores, -1), createdAt: createdAt.toISOString(),
  })).sort((one, other) => other.score - one.score || one.number - other.number);
}
