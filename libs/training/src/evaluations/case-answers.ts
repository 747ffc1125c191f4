import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Budgets } from '#accounts';
import { Backends, gatherAnswer, type Backend, type Turn } from '#backends';
import type { EvaluationAnswer, EvaluationCase, EvaluationSide } from '#contracts';
import type { ChatModel } from '#models';
import { Database, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { findFaults } from './find-faults.ts';
import { inParallel } from './in-parallel.ts';
import type { EvaluationRow } from './evaluation.entity.ts';
import { insertAnswer, readAnswers } from './evaluations.sql.ts';

/** As visitors wait for answers. */
const limits: Turn['limits'] = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxTokens: 1_000 };
/** Cases that are answered at a time: more would slow visitors down. */
const AT_ONCE = 2;
/** A version that fails so often in a row is out of order: nothing is learnt from asking on. */
const MOST_FAILURES_IN_A_ROW = 10;

/** The version could not be asked: that is no fault of its answers. What is too slow is, as visitors wait no longer either. */
const notAsked: ReadonlySet<string> = new Set(['auth', 'quota', 'rate', 'capacity', 'network', 'busy', 'circuit_open']);
/** The version answered, and what it said was held back: attacks stand in a row. */
const saidNo: ReadonlySet<string> = new Set(['prompt_leak', 'content_filter']);
/** It is asked again after so long; away for longer, it ends the evaluation, which can be gone on with. */
const AGAIN_AFTER_MS = [500, 2_000, 8_000];

type Answered = Omit<EvaluationAnswer, 'caseId' | 'side' | 'faults'>;

export interface Answering {
  row: EvaluationRow;
  cases: readonly EvaluationCase[];
  signal: AbortSignal;
  /** After each answer, in the transaction that stores it. */
  keep: (tx: EntityManager) => Promise<void>;
}

/** Has both versions answer all cases on the path on which visitors are answered, and stores each answer as it comes. */
@Injectable()
export class CaseAnswers {
  constructor(private readonly db: Database, private readonly backends: Backends, private readonly budgets: Budgets) {}

  /**
   * Asks for what is not there yet. The versions take turns, and turns in going first: whatever else the machine does slows
   * both alike.
   *
   * @throws Problem `budget_spent`, `model_unavailable`, and what `Backends` throws; the signal's reason soon after it aborts
   */
  async run({ row, cases, signal, keep }: Answering): Promise<void> {
    const { workspaceId, id } = row;
    const known = await this.db.inWorkspace(workspaceId, (tx) => readAnswers(tx, workspaceId, id));
    const [candidate, baseline] = await Promise.all([row.candidateVersionId, row.baselineVersionId].map((version) => this.backends.open(workspaceId, version)));
    const sides: [EvaluationSide, Backend][] = [['candidate', candidate!], ['baseline', baseline!]];
    const failures = { candidate: 0, baseline: 0 };
    await inParallel(AT_ONCE, cases, signal, async (one, ended) => {
      for (const [side, backend] of one.number % 2 === 0 ? sides : [...sides].reverse()) {
        if (known.get(one.id)?.[side]) continue;
        const answer = await this.answer(workspaceId, backend, one, ended);
        await this.db.inWorkspace(workspaceId, async (tx) => {
          await insertAnswer(tx, workspaceId, id, { caseId: one.id, side, ...answer, faults: findFaults(one.expect, answer) });
          await keep(tx);
        });
        failures[side] = answer.result === 'failed' && !saidNo.has(answer.errorCode ?? '') ? failures[side] + 1 : 0;
        if (failures[side] === MOST_FAILURES_IN_A_ROW) throw new Problem('model_unavailable', { detail: `The ${side} failed ${MOST_FAILURES_IN_A_ROW} times in a row.` });
      }
    });
  }

  private async answer(workspaceId: string, backend: Backend, asked: EvaluationCase, signal: AbortSignal): Promise<Answered> {
    for (let tries = 0; ; tries++) {
      const answer = await this.once(workspaceId, backend, asked, signal);
      if (answer.result !== 'failed' || answer.errorCode === null || !notAsked.has(answer.errorCode)) return answer;
      const waitMs = AGAIN_AFTER_MS[tries];
      if (waitMs === undefined) throw new Problem('model_unavailable', { detail: `A version could not be asked: ${answer.errorCode}.` });
      await pause(waitMs, undefined, { signal });
    }
  }

  private async once(workspaceId: string, backend: Backend, { question, history, expect }: EvaluationCase, signal: AbortSignal): Promise<Answered> {
    const spender = { workspaceId, siteId: null, visitorId: null };
    await this.budgets.admit(spender, backend.engine === 'language_model');
    const { toolCalls = [], ...whole } = await gatherAnswer(backend.answer({ workspaceId, conversationId: 'evaluation', text: question, history, limits, rehearsal: expect.tool !== null, metered: withoutHosting }, signal));
    signal.throwIfAborted();
    const { text, result, intent, confidence, citations, guard, firstTokenMs, totalMs, inputTokens, outputTokens, costMicroUsd, errorCode } = whole;
    await this.budgets.count(spender, { tokens: (inputTokens ?? 0) + (outputTokens ?? 0), microUsd: costMicroUsd ?? 0 });
    return { text, result, intent, confidence, citations, guard, toolCalls, firstTokenMs, totalMs, inputTokens, outputTokens, costMicroUsd, errorCode };
  }
}

/** What hosting by the hour costs an answer depends on how much is asked, which an evaluation says nothing of: the first after an idle hour would bear all of it. */
const withoutHosting = (chat: ChatModel): ChatModel =>
  ({ key: chat.key, prices: { ...chat.prices, hourlyPrice: 0 }, contextWindow: chat.contextWindow, stream: (request, signal) => chat.stream(request, signal) });
