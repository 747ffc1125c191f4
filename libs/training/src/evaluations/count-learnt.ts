import type { PromptPack } from '#contracts';
import { HeldOut } from '#knowledge';
import { duplicateKey } from '#textmodels';
import type { EntityManager } from 'typeorm';
import { readCases } from './evaluation-sets.sql.ts';
import { readFrozenAt, readLearner, readLessons, readOptimisedPacks, type Lesson, type OptimisedPack } from './learnt.sql.ts';

interface FrozenSet {
  workspaceId: string;
  id: string;
  frozenAt: Date;
}

/**
 * Cases of a frozen set that one of these versions has learnt: its prompt was found by their questions, or its model was
 * trained on them before the set was frozen. They say nothing of it any more. What was deleted since nobody can tell.
 */
export async function countLearnt(tx: EntityManager, versionIds: readonly string[], { workspaceId, id, frozenAt }: FrozenSet): Promise<number> {
  const { cases } = await readCases(tx, workspaceId, id, { after: 0, limit: null });
  const questions = cases.map(({ question }) => question);
  const optimised = await readOptimisedPacks(tx, workspaceId);
  const learnt = new Set<number>();
  for (const versionId of versionIds) {
    const { promptPack = null } = await readLearner(tx, workspaceId, versionId) ?? {};
    const keys = new Set(optimised.filter((one) => promptPack && isFrom(promptPack, one)).flatMap(({ questionKeys }) => questionKeys));
    questions.forEach((question, at) => keys.has(duplicateKey(question)) && learnt.add(at));
    for (const lesson of await readLessons(tx, workspaceId, versionId, frozenAt)) {
      const leftOut = new HeldOut(await readFrozenAt(tx, workspaceId, lesson.at));
      const taught = taughtOf(lesson, questions);
      questions.forEach((question, at) => taught.has(question) && !leftOut.has(question) && learnt.add(at));
    }
  }
  return learnt.size;
}

/** Whether a prompt holds what the optimizer changed in another, wherever it was copied to. */
function isFrom({ instructions, pinnedExamples = [] }: PromptPack, { pack, start }: OptimisedPack): boolean {
  if (pack.instructions !== start.instructions && pack.instructions === instructions) return true;
  const [found, before] = [new Set(pack.pinnedExamples ?? []), start.pinnedExamples ?? []];
  const added = [...found].filter((text) => !before.includes(text));
  return added.length > 0 && added.every((text) => pinnedExamples.includes(text));
}

/** Of thousands of questions the few that are alike: the others need not be kept. */
function taughtOf({ questions }: Lesson, asked: readonly string[]): HeldOut {
  const alike = new HeldOut(asked);
  return new HeldOut(questions.filter((text) => alike.has(text)));
}
