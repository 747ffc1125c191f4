import { appendFacts, type Fact, type FinishedAnswer } from '#analytics';
import type { Experiment } from '#contracts';
import { newId } from '#platform';
import type { ExperimentDesk } from './experiment-desk.ts';

/** Of every ten visitors of each variant, how many see their answer fail, and how many ask for a person. */
export interface Trouble {
  failing?: readonly number[];
  handingOver?: readonly number[];
  /** Of the answer of each visitor, by its place among all, from 0. */
  costMicroUsd?: (at: number) => number;
}

const answer: FinishedAnswer = {
  messageId: newId(), state: 'complete', result: 'answered', firstTokenMs: 100, totalMs: 400, inputTokens: 10, outputTokens: 20, costMicroUsd: 0, intent: null, confidence: null,
};
const failed: FinishedAnswer = { ...answer, state: 'failed', result: 'failed', firstTokenMs: null, totalMs: null };

/** Visitors until so many were assigned, in the journal alone: each asked once, was answered and rated nothing. */
export async function troubledVisits(desk: ExperimentDesk, { siteId, variants, traffic }: Pick<Experiment, 'siteId' | 'variants' | 'traffic'>, count: number, { failing = [], handingOver = [], costMicroUsd = () => 30 }: Trouble = {}): Promise<void> {
  const met = variants.map(() => 0);
  const facts: Fact[] = [];
  for (let [assigned, came] = [0, 0]; assigned < count; came++) {
    if (came > 100 * count) throw new Error('hardly anybody takes part');
    const { newlyAssigned: _new, crossEngineFallback: _fallback, ...routed } = await desk.route(siteId, { traffic });
    if (!routed.experimentId) continue;
    assigned += 1;
    const at = variants.findIndex(({ id }) => id === routed.variantId);
    const place = met[at]!++ % 10;
    const about = { conversationId: newId(), whose: { siteId, traffic, ...routed } };
    facts.push({ ...about, kind: 'unit.assigned' }, { ...about, kind: 'conversation.started' }, { ...about, kind: 'answer.finished', ...(place < (failing[at] ?? 0) ? failed : answer), costMicroUsd: costMicroUsd(assigned - 1) });
    if (place < (handingOver[at] ?? 0)) facts.push({ ...about, kind: 'hand_over.requested' });
  }
  await desk.db.database.inWorkspace(desk.workspaceId, (tx) => appendFacts(tx, desk.workspaceId, facts));
}
