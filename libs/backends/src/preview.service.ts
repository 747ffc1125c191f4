import { Injectable } from '@nestjs/common';
import type { InputOf, Preview, previewAnswer } from '#contracts';
import { Backends } from './backends.service.ts';
import type { BackendEvent, Turn } from './turn.ts';

const limits: Turn['limits'] = { firstTokenMs: 20_000, idleMs: 15_000, totalMs: 60_000, maxTokens: 1_000 };

/** Answers without a visitor; recorded nowhere. */
@Injectable()
export class Previews {
  constructor(private readonly backends: Backends) {}

  async answer(workspaceId: string, { backendVersionId, text, history }: InputOf<typeof previewAnswer>, signal: AbortSignal): Promise<Preview> {
    const backend = await this.backends.open(workspaceId, backendVersionId);
    const begun = performance.now();
    const preview: Preview = {
      backendVersionId, text: '', result: 'failed', intent: null, confidence: null, citations: [], options: [], firstTokenMs: null, totalMs: 0,
      inputTokens: null, outputTokens: null, costMicroUsd: null, servedEngine: '', errorCode: null,
    };
    for await (const event of backend.answer({ workspaceId, conversationId: 'preview', text, history, limits }, signal)) {
      if (event.type === 'delta') preview.firstTokenMs ??= performance.now() - begun;
      take(preview, event);
    }
    return { ...preview, totalMs: performance.now() - begun };
  }
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
      const { result, intent, confidence } = event;
      Object.assign(preview, { result, intent, confidence });
      break;
    }
    // The preview shows them as its result.
    case 'hand_over': case 'tool_call': break;
  }
}
