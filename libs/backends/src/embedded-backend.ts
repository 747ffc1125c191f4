import type { BackendKind, PromptPack } from '#contracts';
import type { Knowledge, KnowledgeIndex } from '#knowledge';
import type { TextEngine } from '#models';
import { MessageAnswer } from './answer-message.ts';
import type { ComposedAnswer } from './compose-answer.ts';
import { cpuMicroUsd, wholeMicroUsd } from './cost.ts';
import { CpuMeter } from './cpu-meter.ts';
import { languageOf } from './plain-message.ts';
import { QuestionReader } from './question-reader.ts';
import type { Recogniser } from './recognition.ts';
import type { Thresholds } from './thresholds.ts';
import type { Backend, BackendEvent, Turn } from './turn.ts';

export interface EmbeddedParts {
  versionId: string;
  kind: BackendKind;
  model: string;
  /** Null for a fine-tuned model, which looks nothing up. */
  pack: PromptPack | null;
  thresholds: Thresholds;
  engine: TextEngine;
  knowledge: Knowledge;
  recogniser: (index: KnowledgeIndex) => Promise<Recogniser>;
  /** Dollars per hour of processor time. */
  cpuPricePerHour: () => Promise<number>;
  random: () => number;
}

/** Answers on the built-in engine: it quotes what is approved or written, and answers in one piece. */
export class EmbeddedBackend implements Backend {
  readonly versionId: string;
  readonly kind: BackendKind;
  readonly engine = 'embedded';

  constructor(private readonly parts: EmbeddedParts) {
    this.versionId = parts.versionId;
    this.kind = parts.kind;
  }

  async *answer(turn: Turn, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    const { model, knowledge, cpuPricePerHour, random } = this.parts;
    yield { type: 'start', engine: this.engine, model };
    signal.throwIfAborted();
    const meter = new CpuMeter();
    const [index, pricePerHour] = await Promise.all([knowledge.indexOf(turn.workspaceId), cpuPricePerHour()]);
    const language = languageOf(turn);
    const answer = await this.compose(turn, language, index, meter, signal);
    signal.throwIfAborted();
    yield { type: 'delta', text: answer.text };
    for (const citation of answer.citations) yield { type: 'citation', citation };
    if (answer.options.length > 0) yield { type: 'clarify', options: [...answer.options] };
    if (answer.handOver) yield { type: 'hand_over', reason: answer.handOver };
    yield { type: 'usage', inputTokens: 0, outputTokens: 0, costMicroUsd: wholeMicroUsd(cpuMicroUsd(meter.ms, pricePerHour), random) };
    yield { type: 'end', result: answer.result, intent: answer.intent, confidence: answer.confidence, language };
  }

  private async compose(turn: Turn, language: string | null, index: KnowledgeIndex, meter: CpuMeter, signal: AbortSignal): Promise<ComposedAnswer> {
    const { thresholds, engine, knowledge, pack } = this.parts;
    const recognise = await this.parts.recogniser(index);
    const reader = new QuestionReader({ workspaceId: turn.workspaceId, engine, index, recognise, language, meter, signal });
    return new MessageAnswer({ turn, index, reader, knowledge, useKnowledge: pack?.useKnowledge ?? false, thresholds, language, meter, signal }).compose();
  }
}
