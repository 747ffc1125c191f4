import { Injectable, Logger } from '@nestjs/common';
import { Budgets, type Actor } from '#accounts';
import { BackendVersions, Backends, type Backend, type Opening, type Turn, type VisitorFacts } from '#backends';
import type { Duel, DuelObstacle, DuelResult, InputOf, ReplyOf, listDuels, readDuelDesk } from '#contracts';
import { Database, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { openingOf, visitorFactsOf } from '../answering.sql.ts';
import { existing, mine } from '../own-conversation.ts';
import { findConversation, lockConversation } from '../transcript.sql.ts';
import { candidatesFor, type Candidates } from './candidates.ts';
import { draftLimits, writeDraft, type Draft } from './draft.ts';
import { drawPair, type Pair } from './draw-pair.ts';
import { DuelRow } from './duel.entity.ts';
import { readChoices, readDuel } from './duel-view.sql.ts';
import { lockDuel, openDuelFor, storeChoice, type Standing } from './duels.sql.ts';
import { lastQuestion, type LastQuestion } from './last-question.ts';
import { saidLately } from './said.sql.ts';

const reasons: Record<DuelObstacle, string> = {
  no_question: 'The visitor has not asked anything yet.',
  no_default: 'The site has no default backend version to compare with another one.',
  one_version: 'There is only one backend with a version that can answer. Two are needed.',
};

/** What the drafts answer, and who can write them. */
interface Prospect extends Candidates {
  question: LastQuestion;
}

interface Task extends Prospect {
  pair: Pair;
}

/** Two drafts of one answer by two versions, shown without their names, and the choice of the agent. */
@Injectable()
export class Duels {
  private readonly log = new Logger(Duels.name);

  constructor(private readonly db: Database, private readonly backends: Backends, private readonly versions: BackendVersions, private readonly budgets: Budgets) {}

  /** @throws Problem `not_found`, `gone` */
  desk({ workspaceId, id: rater }: Actor, conversationId: string): Promise<ReplyOf<typeof readDuelDesk>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const prospect = await this.prospect(tx, workspaceId, conversationId);
      if (typeof prospect === 'string') return { obstacle: prospect, open: null };
      const open = await openDuelFor(tx, workspaceId, prospect.question.id, rater);
      return { obstacle: null, open: open === null ? null : await readDuel(tx, workspaceId, open) };
    });
  }

  /**
   * Both drafts, when both are there; a version that fails or is too slow is told as such. The pair that waits for this
   * agent's choice on the same question is given again.
   *
   * @throws Problem `not_found`, `gone`, `not_claimed_by_you`, `duel_impossible`; what `signal` was aborted with
   */
  async ask(agent: Actor, conversationId: string, signal: AbortSignal): Promise<Duel> {
    const { workspaceId } = agent;
    const begun = await this.db.inWorkspace(workspaceId, (tx) => this.begin(tx, agent, conversationId));
    if ('duel' in begun) return begun.duel;
    const opening = (versionId: string): Promise<Opening> => this.db.inOneTrip(workspaceId, (tx) => openingOf(tx, workspaceId, conversationId, versionId));
    const arrival = (): Promise<VisitorFacts | null> => this.db.inOneTrip(workspaceId, (tx) => visitorFactsOf(tx, workspaceId, conversationId));
    const turn: Turn = { workspaceId, conversationId, text: begun.question.text, history: begun.question.history, limits: draftLimits, opening, arrival };
    const write = (side: keyof Pair): Promise<Draft> => writeDraft({
      turn, open: () => this.openWithin(workspaceId, begun.pair[side].backendVersionId), count: (spent) => this.budgets.count({ workspaceId, siteId: null, visitorId: null }, spent),
    }, signal);
    const [left, right] = await Promise.all([write('left'), write('right')]);
    const duel = await this.db.inWorkspace(workspaceId, (tx) => this.store(tx, agent, { conversationId, task: begun, left, right }));
    this.log.log({ event: 'duel.drafted', duelId: duel.id, conversationId, outcomes: [left.outcome, right.outcome], totalMs: [left.totalMs, right.totalMs] });
    return duel;
  }

  /**
   * The first choice counts; the same again changes nothing.
   *
   * @throws Problem `not_found`, `gone`, `not_your_duel`, `duel_decided`, `draft_missing`, `drafts_alike`
   */
  async decide({ workspaceId, id: rater }: Actor, id: string, result: DuelResult): Promise<Duel> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const standing = await lockDuel(tx, workspaceId, id);
      if (!standing) throw new Problem('not_found');
      if (standing.rater !== rater) throw new Problem('not_your_duel');
      if (standing.result !== null && standing.result !== result) throw new Problem('duel_decided');
      if (standing.result === null) {
        assertPossible(standing, result);
        await storeChoice(tx, workspaceId, id, result);
      }
      return readDuel(tx, workspaceId, id);
    });
  }

  list(workspaceId: string, { limit, ...filter }: InputOf<typeof listDuels>): Promise<ReplyOf<typeof listDuels>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const items = await readChoices(tx, workspaceId, { ...filter, limit: limit + 1 });
      return { items: items.slice(0, limit), next: items.length > limit ? items[limit - 1]?.id ?? null : null };
    });
  }

  /** @throws Problem `budget_spent`, and what `Backends` throws */
  private async openWithin(workspaceId: string, backendVersionId: string): Promise<Backend> {
    const backend = await this.backends.open(workspaceId, backendVersionId);
    await this.budgets.admit({ workspaceId, siteId: null, visitorId: null }, backend.engine === 'language_model');
    return backend;
  }

  private async prospect(tx: EntityManager, workspaceId: string, conversationId: string): Promise<Prospect | DuelObstacle> {
    const row = existing(await findConversation(tx, workspaceId, conversationId));
    const question = lastQuestion(await saidLately(tx, workspaceId, conversationId));
    if (!question) return 'no_question';
    const candidates = await candidatesFor(tx, workspaceId, row, this.versions);
    return typeof candidates === 'string' ? candidates : { ...candidates, question };
  }

  private async begin(tx: EntityManager, agent: Actor, conversationId: string): Promise<Task | { duel: Duel }> {
    const { workspaceId } = agent;
    mine(agent, existing(await findConversation(tx, workspaceId, conversationId)));
    const prospect = await this.prospect(tx, workspaceId, conversationId);
    if (typeof prospect === 'string') throw new Problem('duel_impossible', { detail: reasons[prospect] });
    const open = await openDuelFor(tx, workspaceId, prospect.question.id, agent.id);
    if (open !== null) return { duel: await readDuel(tx, workspaceId, open) };
    const pair = drawPair(prospect.among, Math.random);
    if (!pair) throw new Problem('duel_impossible', { detail: reasons.one_version });
    return { ...prospect, pair };
  }

  /** Under the conversation's lock: what the visitor had forgotten meanwhile is not written down again. */
  private async store(tx: EntityManager, agent: Actor, made: Made): Promise<Duel> {
    const { workspaceId } = agent;
    existing(await lockConversation(tx, workspaceId, made.conversationId));
    const id = newId();
    await tx.getRepository(DuelRow).insert({ workspaceId, id, rater: agent.id, ...columnsOf(made) });
    return readDuel(tx, workspaceId, id);
  }
}

interface Made {
  conversationId: string;
  task: Task;
  left: Draft;
  right: Draft;
}

/** @throws Problem `gone`, `draft_missing`, `drafts_alike` */
function assertPossible({ leftLength, rightLength, alike, forgotten }: Standing, result: DuelResult): void {
  if (forgotten) throw new Problem('gone');
  const needed = { left: leftLength > 0, right: rightLength > 0, tie: leftLength > 0 && rightLength > 0, both_bad: true };
  if (!needed[result]) throw new Problem('draft_missing');
  // A vote between equal words would be one for a side.
  if (alike && (result === 'left' || result === 'right')) throw new Problem('drafts_alike');
}

function columnsOf({ conversationId, task: { question, of, pair }, left, right }: Made): Omit<DuelRow, 'workspaceId' | 'id' | 'rater' | 'result' | 'sentMessageId' | 'createdAt' | 'decidedAt'> {
  return {
    conversationId, questionId: question.id, experimentId: of?.experimentId ?? null, phase: of?.phase ?? null,
    leftVariantId: pair.left.variantId, leftBackendVersionId: pair.left.backendVersionId, rightVariantId: pair.right.variantId, rightBackendVersionId: pair.right.backendVersionId,
    leftText: left.text, leftLength: left.length, leftOutcome: left.outcome, leftOptions: left.options, leftErrorCode: left.errorCode, leftTotalMs: left.totalMs, leftCostMicroUsd: told(left.costMicroUsd),
    rightText: right.text, rightLength: right.length, rightOutcome: right.outcome, rightOptions: right.options, rightErrorCode: right.errorCode, rightTotalMs: right.totalMs, rightCostMicroUsd: told(right.costMicroUsd),
  };
}

const told = (microUsd: number | null): string | null => (microUsd === null ? null : String(Math.round(microUsd)));
