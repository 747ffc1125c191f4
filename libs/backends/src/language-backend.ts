import { randomBytes } from 'node:crypto';
import type { BackendKind, Citation, PromptPack } from '#contracts';
import type { Knowledge, RankedPassage } from '#knowledge';
import { ModelFailed, type Catalogue, type ChatModel, type ChatRequest, type ModelEvent, type TextEngine } from '#models';
import { CitationMarks } from './citation-marks.ts';
import { tokenMicroUsd, wholeMicroUsd } from './cost.ts';
import type { HostingClock } from './hosting-clock.ts';
import { languageContext } from './language-context.ts';
import { PackExamples } from './pack-examples.ts';
import { languageOf } from './plain-message.ts';
import { chatMessages, systemPrompt, tunedSystemPrompt, type PromptValues } from './render-prompt.ts';
import type { Backend, BackendEvent, Turn } from './turn.ts';

const temperature = 0.2;
const connectMs = 5_000;
const longestSnippet = 300;

export interface LanguageParts {
  versionId: string;
  kind: BackendKind;
  model: string;
  /** Null for a tuned model, which is shown nothing. */
  pack: PromptPack | null;
  catalogue: Catalogue;
  knowledge: Knowledge;
  engine: TextEngine;
  hosting: HostingClock;
  company: (workspaceId: string) => Promise<string>;
  random: () => number;
}

/** Answers by a language model: a prompt pack rendered to a chat, or a tuned model with next to nothing. */
export class LanguageBackend implements Backend {
  readonly versionId: string;
  readonly kind: BackendKind;
  private readonly examples: PackExamples | null;

  constructor(private readonly parts: LanguageParts) {
    this.versionId = parts.versionId;
    this.kind = parts.kind;
    this.examples = parts.pack && new PackExamples(parts.knowledge, parts.pack);
  }

  async *answer(turn: Turn, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    yield { type: 'start', engine: 'language_model', model: this.parts.model };
    signal.throwIfAborted();
    const [chat, { request, passages }] = await Promise.all([
      this.parts.catalogue.chat(turn.workspaceId, this.parts.model), this.prepare(turn, signal),
    ]);
    try {
      yield* this.relay(chat, chat.stream(request, signal), { passages, language: languageOf(turn) });
    } catch (error) {
      if (error instanceof ModelFailed) {
        if (error.usage) yield this.usage(chat, error.usage);
        if (error.code !== 'cancelled') yield { type: 'hand_over', reason: 'failure' };
      }
      throw error;
    }
  }

  private async prepare(turn: Turn, signal: AbortSignal): Promise<{ request: ChatRequest; passages: readonly RankedPassage[] }> {
    const { pack, company } = this.parts;
    const values: PromptValues = { company: await company(turn.workspaceId), date: new Date().toISOString().slice(0, 10) };
    const context = pack && this.examples ? await languageContext(turn, pack, this.examples, this.parts, signal) : { passages: [], examples: [] };
    const system = pack ? systemPrompt({ pack, values, ...context, boundary: randomBytes(9).toString('base64url') }) : tunedSystemPrompt(values);
    const { firstTokenMs, idleMs, totalMs, maxTokens } = turn.limits;
    return {
      request: { messages: chatMessages(system, turn), maxTokens, temperature, limits: { connectMs, firstTokenMs, idleMs, totalMs } },
      passages: context.passages,
    };
  }

  private async *relay(chat: ChatModel, events: AsyncIterable<ModelEvent>, { passages, language }: Asked): AsyncGenerator<BackendEvent, void, undefined> {
    const marks = new CitationMarks(passages.length);
    let said = false;
    for await (const event of events) {
      switch (event.type) {
        // Ours was sent already; whether the provider has begun interests nobody yet.
        case 'start': break;
        case 'delta': {
          const text = marks.push(event.text);
          if (text !== '') yield { type: 'delta', text };
          said ||= text.trim() !== '';
          break;
        }
        case 'usage': yield this.usage(chat, event); break;
        case 'end': {
          const rest = marks.rest();
          if (rest !== '') yield { type: 'delta', text: rest };
          if (!said && rest.trim() === '') throw new ModelFailed('bad_response', { detail: 'an empty answer' });
          for (const position of marks.cited) yield { type: 'citation', citation: citationOf(passages[position]!) };
          yield { type: 'end', result: 'answered', intent: null, confidence: null, language };
          break;
        }
      }
    }
  }

  private usage(chat: ChatModel, { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number }): BackendEvent {
    const { hosting, random } = this.parts;
    const exact = tokenMicroUsd(chat.prices, inputTokens, outputTokens) + hosting.share(chat.key, chat.prices.hourlyPrice, Date.now());
    return { type: 'usage', inputTokens, outputTokens, costMicroUsd: wholeMicroUsd(exact, random) };
  }
}

/** What an answer is to be told of with. */
interface Asked {
  passages: readonly RankedPassage[];
  language: string | null;
}

function citationOf({ passage }: RankedPassage): Citation {
  const { articleId, slug, title, heading, version: articleVersion, start, end, text } = passage;
  return { articleId, slug, title, heading, articleVersion, start, end, snippet: text.slice(0, longestSnippet) };
}
