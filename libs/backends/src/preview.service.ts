import { Injectable, Logger } from '@nestjs/common';
import { Budgets } from '#accounts';
import type { InputOf, Preview, RenderedPrompt, previewAnswer } from '#contracts';
import { tokensOf } from '#models';
import { Backends } from './backends.service.ts';
import { FirstAnswers } from './first-answers.service.ts';
import type { Backend, Turn } from './turn.ts';
import { gatherAnswer } from './whole-answer.ts';

const limits: Turn['limits'] = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxTokens: 1_000 };

type Question = InputOf<typeof previewAnswer>;

/** Answers without a visitor; recorded nowhere, but that a version has begun to answer, and what it has cost. */
@Injectable()
export class Previews {
  private readonly log = new Logger(Previews.name);

  constructor(private readonly backends: Backends, private readonly firstAnswers: FirstAnswers, private readonly budgets: Budgets) {}

  /** @param said is told of each piece as it comes @throws Problem `budget_spent`, and what `Backends` throws */
  async answer(workspaceId: string, question: Question, signal: AbortSignal, said?: (piece: string) => void): Promise<Preview> {
    const { backendVersionId } = question;
    const backend = await this.open(workspaceId, question);
    const spender = { workspaceId, siteId: null, visitorId: null };
    await this.budgets.admit(spender, backend.engine === 'language_model');
    const answer = await gatherAnswer(backend.answer(turnOf(workspaceId, question), signal), said);
    await this.budgets.count(spender, { tokens: (answer.inputTokens ?? 0) + (answer.outputTokens ?? 0), microUsd: answer.costMicroUsd ?? 0 });
    const preview: Preview = { traffic: 'preview', backendVersionId: backendVersionId ?? null, ...answer };
    if (backendVersionId !== undefined) await this.note(workspaceId, backendVersionId, preview);
    return preview;
  }

  /** What its language model would be sent. Costs nothing. @throws what `Backends` throws */
  async prompt(workspaceId: string, question: Question, signal: AbortSignal): Promise<RenderedPrompt> {
    const backend = await this.open(workspaceId, question);
    const sent = (await backend.rendered?.(turnOf(workspaceId, question), signal)) ?? [];
    // Results of tools come later, in the turn itself.
    const messages = sent.flatMap((message) => (message.role === 'tool' ? [] : [{ role: message.role, content: message.content }]));
    return { messages, tokens: tokensOf(messages.reduce((sum, { content }) => sum + content.length, 0)) };
  }

  private open(workspaceId: string, { draft, backendVersionId }: Question): Promise<Backend> {
    return draft ? this.backends.openDraft(workspaceId, draft) : this.backends.open(workspaceId, backendVersionId!);
  }

  /** A preview is as good without it. */
  private async note(workspaceId: string, backendVersionId: string, { result, firstTokenMs, totalMs }: Preview): Promise<void> {
    if (firstTokenMs === null || result === 'failed') return;
    await this.firstAnswers.note({ workspaceId, backendVersionId, traffic: 'preview' }, totalMs - firstTokenMs)
      .catch((error: unknown) => this.log.warn({ event: 'first_answer.not_noted', backendVersionId }, error));
  }
}

function turnOf(workspaceId: string, { text, history, visitor }: Question): Turn {
  const known = visitor && { ...visitor, verified: Object.keys(visitor.attributes) };
  return { workspaceId, conversationId: 'preview', text, history, limits, ...(known ? { arrival: () => Promise.resolve(known) } : {}) };
}
