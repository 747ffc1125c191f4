import { randomBytes } from 'node:crypto';
import { setImmediate as turnOfOthers, setTimeout as pause } from 'node:timers/promises';
import type { Budgets } from '#accounts';
import type { Backends } from '#backends';
import type { OptimizerRefusals, PromptPack } from '#contracts';
import { ModelFailed, type Catalogue, type ChatModel, type TokenUsage } from '#models';
import type { Random } from '#textmodels';
import { MOST_REWRITTEN } from './optimizer-plan.ts';
import type { Prepared } from './optimizer-plans.service.ts';
import { proposeExamples, type Shelf } from './propose-examples.ts';
import { readRewrite, rewritePrompt, type Failure, type Rewritten } from './rewrite.ts';
import { Spent, type Candidate, type OptimizerCase, type SearchWorld, type Tried } from './search.ts';
import { meteredChat, OutOfTokens, type TokenLedger } from './token-meter.ts';
import { tryCase, type TriedCase, type Used } from './try-case.ts';

const LONGEST_WAIT_MS = { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 30_000, totalMs: 180_000 };
/** A wide choice of words: the same failures should not always lead to the same instructions. */
const TEMPERATURE = 0.8;
/** A model that is away for a moment is asked again, twice, after so long. */
const AGAIN_AFTER_MS = [500, 2_000];

/** A language model that answers nobody any more; the run ends and keeps what it has found. */
export class ModelDown extends Error {
  constructor(readonly code: string) {
    super(`the model does not answer: ${code}`);
  }
}

export interface WorldParts {
  workspaceId: string;
  start: Prepared['start'];
  usesTokens: boolean;
  reflectionModel: string | null;
  rolloutLimit: number;
  /** Tried before a restart. */
  rollouts: number;
  cases: readonly OptimizerCase[];
  shelf: Shelf;
  backends: Backends;
  catalogue: Catalogue;
  budgets: Budgets;
  ledger: TokenLedger;
  /** After each answer and each rewrite: stores how far it is, and stops the run when somebody asked for that. */
  progress: (rollouts: number, microUsd: number) => Promise<void>;
  join: (candidate: Candidate, nextStep: number) => Promise<void>;
  pass: (nextStep: number, refused: keyof OptimizerRefusals | null) => Promise<void>;
  signal: AbortSignal;
}

/** What a search does in the real world: answers by real backends, rewrites by a real model, everything metered. */
export class RunWorld implements SearchWorld {
  readonly join: SearchWorld['join'];
  readonly pass: SearchWorld['pass'];
  private rollouts: number;

  constructor(private readonly parts: WorldParts) {
    this.join = parts.join;
    this.pass = parts.pass;
    this.rollouts = parts.rollouts;
  }

  async answer(pack: PromptPack, asked: OptimizerCase): Promise<Tried> {
    for (let tries = 0; ; tries++) {
      const tried = await this.once(pack, asked);
      if (tried.down === null) return tried;
      const waitMs = AGAIN_AFTER_MS[tries];
      if (waitMs === undefined) throw new ModelDown(tried.down);
      await pause(waitMs, undefined, { signal: this.parts.signal });
    }
  }

  async rewrite(pack: PromptPack, failures: readonly Failure[]): Promise<Rewritten> {
    const { catalogue, workspaceId, reflectionModel, cases, start } = this.parts;
    const chat = await catalogue.chat(workspaceId, reflectionModel ?? '');
    return readRewrite(await this.said(chat, rewritePrompt(pack, failures, randomBytes(9).toString('base64url'))), pack, { begunWith: start.promptPack.instructions, cases });
  }

  propose(pack: PromptPack, failed: readonly OptimizerCase[], random: Random): PromptPack {
    return proposeExamples({ pack, failed, shelf: this.parts.shelf, embedded: !this.parts.usesTokens, random });
  }

  private async once(pack: PromptPack, asked: OptimizerCase): Promise<TriedCase> {
    const { workspaceId, start: { version: { backendId }, model, trainingRunId, targetAccuracy }, usesTokens, rolloutLimit, backends, budgets, ledger, signal } = this.parts;
    signal.throwIfAborted();
    if (this.rollouts >= rolloutLimit) throw new Spent('rollouts');
    await budgets.admit(spenderOf(workspaceId), usesTokens);
    const backend = await backends.openDraft(workspaceId, { backendId, model, promptPack: pack, trainingRunId, targetAccuracy });
    let sum: Used = { tokens: 0, microUsd: 0 };
    let tried: TriedCase;
    try {
      tried = await tryCase(backend, asked, { workspaceId, signal, metered: (chat) => meteredChat(chat, ledger), used: (now) => { sum = now; } });
      this.rollouts++;
    } catch (error) {
      asSpent(error);
    } finally {
      await this.count(sum);
    }
    // Answers of visitors come first.
    await turnOfOthers();
    return tried;
  }

  private async said(chat: ChatModel, messages: ReturnType<typeof rewritePrompt>): Promise<string> {
    const { workspaceId, budgets, ledger, signal } = this.parts;
    await budgets.admit(spenderOf(workspaceId), true);
    let text = '';
    let usage: Pick<TokenUsage, 'inputTokens' | 'outputTokens'> = { inputTokens: 0, outputTokens: 0 };
    try {
      for await (const event of meteredChat(chat, ledger).stream({ messages, maxTokens: MOST_REWRITTEN, temperature: TEMPERATURE, limits: LONGEST_WAIT_MS }, signal)) {
        if (event.type === 'delta') text += event.text;
        if (event.type === 'usage') usage = event;
      }
    } catch (error) {
      if (error instanceof ModelFailed && error.usage) usage = error.usage;
      signal.throwIfAborted();
      if (error instanceof ModelFailed && error.code !== 'content_filter') throw new ModelDown(error.code);
      if (!(error instanceof ModelFailed)) asSpent(error);
    } finally {
      const { inputTokens, outputTokens } = usage;
      await this.count({ tokens: inputTokens + outputTokens, microUsd: inputTokens * chat.prices.inputPrice + outputTokens * chat.prices.outputPrice });
    }
    return text;
  }

  /** Also what was broken off or failed was used. */
  private async count(used: Used): Promise<void> {
    const { workspaceId, budgets, progress } = this.parts;
    await budgets.count(spenderOf(workspaceId), used);
    await progress(this.rollouts, used.microUsd);
  }
}

const spenderOf = (workspaceId: string) => ({ workspaceId, siteId: null, visitorId: null });

function asSpent(error: unknown): never {
  throw error instanceof OutOfTokens ? new Spent('tokens') : error;
}
