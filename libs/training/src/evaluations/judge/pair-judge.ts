import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Budgets } from '#accounts';
import type { EvaluationAnswer, EvaluationCase, EvaluationComparison } from '#contracts';
import { Catalogue, ModelFailed, type ChatModel, type ChatRequest, type TokenUsage } from '#models';
import { Problem } from '#platform';
import { judgePrompt, type ShownPair } from './judge-prompt.ts';
import { readJudgement, settle, type Judgement } from './read-judgement.ts';

const limits: ChatRequest['limits'] = { connectMs: 5_000, firstTokenMs: 60_000, idleMs: 30_000, totalMs: 120_000 };
/** Some think aloud before they reply. */
const MOST_TOKENS = 2_000;
/** A reply that cannot be read is asked for once more. */
const TRIES = 2;

type Choice = Pick<EvaluationComparison, 'result' | 'reason'>;

/** Compares two answers by a language model that wrote neither of them. */
@Injectable()
export class PairJudge {
  constructor(private readonly catalogue: Catalogue, private readonly budgets: Budgets) {}

  /** Looks at the pair twice, with sides swapped. Null: a reply could not be read, and nothing is known of the pair. @throws Problem `budget_spent`, `model_unavailable`, `model_misconfigured`; the signal's reason soon after it aborts */
  async compare(workspaceId: string, model: string, pair: { asked: EvaluationCase; candidate: EvaluationAnswer; baseline: EvaluationAnswer }, signal: AbortSignal): Promise<Choice | null> {
    const known = knownWithoutLooking(pair);
    if (known) return known;
    const { asked, candidate: { text: candidate }, baseline: { text: baseline } } = pair;
    const chat = await this.catalogue.chat(workspaceId, model);
    const candidateFirst = await this.look(workspaceId, chat, { asked, first: candidate, second: baseline }, signal);
    if (!candidateFirst) return null;
    const candidateSecond = await this.look(workspaceId, chat, { asked, first: baseline, second: candidate }, signal);
    return candidateSecond && settle(candidateFirst, candidateSecond);
  }

  private async look(workspaceId: string, chat: ChatModel, pair: ShownPair, signal: AbortSignal): Promise<Judgement | null> {
    for (let tries = 0; tries < TRIES; tries++) {
      const read = readJudgement(await this.ask(workspaceId, chat, pair, signal));
      if (read) return read;
    }
    return null;
  }

  private async ask(workspaceId: string, chat: ChatModel, pair: ShownPair, signal: AbortSignal): Promise<string> {
    const spender = { workspaceId, siteId: null, visitorId: null };
    await this.budgets.admit(spender, true);
    const used = { inputTokens: 0, outputTokens: 0 };
    let reply = '';
    try {
      for await (const event of chat.stream({ messages: judgePrompt(pair, randomBytes(9).toString('base64url')), maxTokens: MOST_TOKENS, temperature: 0, limits }, signal)) {
        if (event.type === 'delta') reply += event.text;
        if (event.type === 'usage') Object.assign(used, event);
      }
      return reply;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ModelFailed)) throw error;
      if (error.usage) Object.assign(used, error.usage);
      throw new Problem('model_unavailable', { detail: 'The judge did not answer.', cause: error });
    } finally {
      await this.budgets.count(spender, { tokens: used.inputTokens + used.outputTokens, microUsd: microUsd(chat, used) });
    }
  }
}

/** The same words need no judge, and neither does an answer that did not come. */
function knownWithoutLooking({ candidate, baseline }: { candidate: EvaluationAnswer; baseline: EvaluationAnswer }): Choice | null {
  const [lost, otherLost] = [candidate, baseline].map(({ result, text }) => result === 'failed' || text.trim() === '');
  if (lost && otherLost) return { result: 'both_bad', reason: 'Neither version answered.' };
  if (lost || otherLost) return { result: lost ? 'baseline' : 'candidate', reason: 'The other version did not answer.' };
  return candidate.text.trim() === baseline.text.trim() ? { result: 'tie', reason: 'Both said the same.' } : null;
}

/** Dollars per million tokens are millionths of a dollar per token. */
const microUsd = ({ prices }: ChatModel, { inputTokens, outputTokens }: Pick<TokenUsage, 'inputTokens' | 'outputTokens'>): number => Math.round(inputTokens * prices.inputPrice + outputTokens * prices.outputPrice);
