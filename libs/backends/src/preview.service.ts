import { Injectable, Logger } from '@nestjs/common';
import type { InputOf, Preview, previewAnswer } from '#contracts';
import { Backends } from './backends.service.ts';
import { FirstAnswers } from './first-answers.service.ts';
import type { Backend, BackendEvent, Turn } from './turn.ts';

const limits: Turn['limits'] = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxTokens: 1_000 };

/** Answers without a visitor; recorded nowhere, but that a version has begun to answer. */
@Injectable()
export class Previews {
  private readonly log = new Logger(Previews.name);

  constructor(private readonly backends: Backends, private readonly firstAnswers: FirstAnswers) {}

  async answer(workspaceId: string, { backendVersionId, draft, text, history }: InputOf<typeof previewAnswer>, signal: AbortSignal): Promise<Preview> {
    const backend = draft ? await this.backends.openDraft(workspaceId, draft) : await this.backends.open(workspaceId, backendVersionId!);
    const preview = await answerOf(backend, { workspaceId, conversationId: 'preview', text, history, limits }, backendVersionId ?? null, signal);
    if (backendVersionId !== undefined) await this.note(workspaceId, backendVersionId, preview);
    return preview;
  }

  /** A preview is as good without it. */
  private async note(workspaceId: string, backendVersionId: string, { result, firstTokenMs, totalMs }: Preview): Promise<void> {
    if (firstTokenMs === null || result === 'failed') return;
    await this.firstAnswers.note({ workspaceId, backendVersionId, traffic: 'preview' }, totalMs - firstTokenMs)
      .catch((error: unknown) => this.log.warn({ event: 'first_answer.not_noted', backendVersionId }, error));
  }
}

async function answerOf(backend: Backend, turn: Turn, backendVersionId: string | null, signal: AbortSignal): Promise<Preview> {
  const begun = performance.now();
  const preview: Preview = {
    traffic: 'preview', backendVersionId, text: '', result: 'failed', intent: null, confidence: null, language: null, citations: [], options: [], firstTokenMs: null, totalMs: 0,
    inputTokens: null, outputTokens: null, costMicroUsd: null, servedEngine: '', errorCode: null,
  };
  for await (const event of backend.answer(turn, signal)) {
    if (event.type === 'delta') preview.firstTokenMs ??= performance.now() - begun;
    take(preview, event);
  }
  return { ...preview, totalMs: performance.now() - begun };
}

function take(preview: Preview, event: BackendEvent): void {
  switch (event.type) {
    case 'start': preview.servedEngine = event.engine; break;
    case 'delta': preview.text += event.text; break;
    case 'citation': preview.citations.push(event.citation); break;
    case 'clarify': preview.options = event.options; break;
    case 'usage': {
      const { inputTokens, outputTokens, costMicroUsd } = event;
      Object.assign(preview, { inputTokens, outputTokens, costMicroUsd });
      break;
    }
    case 'error': preview.errorCode = event.code; break;
    case 'end': {
      const { result, intent, confidence, language } = event;
      Object.assign(preview, { result, intent, confidence, language });
      break;
    }
    // The preview shows them as its result.
    case 'hand_over': case 'tool_call': break;
  }
}
