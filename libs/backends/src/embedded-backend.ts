import type { BackendKind, PromptPack } from '#contracts';
import type { Knowledge, KnowledgeIndex, Quote } from '#knowledge';
import { threadCpuMs, type TextEngine } from '#models';
import { composeAnswer, type ComposedAnswer } from './compose-answer.ts';
import { fitsWell } from './confident-passage.ts';
import { cpuMicroUsd, wholeMicroUsd } from './cost.ts';
import { offeredIntent } from './offered-intent.ts';
import type { ReadQuestion, Recogniser, Recognition } from './recognition.ts';
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

  constructor(private readonly parts: EmbeddedParts) {
    this.versionId = parts.versionId;
    this.kind = parts.kind;
  }

  async *answer(turn: Turn, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    const { model, knowledge, cpuPricePerHour, random } = this.parts;
    yield { type: 'start', engine: 'embedded', model };
    signal.throwIfAborted();
    const meter = new CpuMeter();
    const [index, pricePerHour] = await Promise.all([knowledge.indexOf(turn.workspaceId), cpuPricePerHour()]);
    const answer = await this.compose(turn, index, meter, signal);
    signal.throwIfAborted();
    yield { type: 'delta', text: answer.text };
    for (const citation of answer.citations) yield { type: 'citation', citation };
    if (answer.options.length > 0) yield { type: 'clarify', options: [...answer.options] };
    if (answer.handOver) yield { type: 'hand_over', reason: answer.handOver };
    yield { type: 'usage', inputTokens: 0, outputTokens: 0, costMicroUsd: wholeMicroUsd(cpuMicroUsd(meter.ms, pricePerHour), random) };
    yield { type: 'end', result: answer.result, intent: answer.intent, confidence: answer.confidence };
  }

  private async compose(turn: Turn, index: KnowledgeIndex, meter: CpuMeter, signal: AbortSignal): Promise<ComposedAnswer> {
    const { thresholds } = this.parts;
    const question = await this.read(turn, meter, signal);
    const recognition = await this.recognise(turn, question, index, meter);
    return composeAnswer({ recognition, thresholds, intents: index.intents, quote: () => this.quote(index, question, meter, signal) });
  }

  private async recognise(turn: Turn, question: ReadQuestion, index: KnowledgeIndex, meter: CpuMeter): Promise<Recognition> {
    const offered = offeredIntent(turn, index.intents);
    if (offered !== null) return { ranked: [{ label: offered, probability: 1 }], confidence: 1 };
    const recognise = await this.parts.recogniser(index);
    return meter.run(() => recognise(question));
  }

  private async read({ workspaceId, text }: Turn, meter: CpuMeter, signal: AbortSignal): Promise<ReadQuestion> {
    const { engine } = this.parts;
    if (!(await engine.usable())) return { text, vectors: null };
    const [encoded] = await engine.encode(workspaceId, [text], signal);
    meter.add(encoded!.cpuMs);
    return { text, vectors: encoded! };
  }

  private async quote(index: KnowledgeIndex, { text, vectors }: ReadQuestion, meter: CpuMeter, signal: AbortSignal): Promise<Quote | null> {
    const { pack, knowledge } = this.parts;
    if (!pack?.useKnowledge) return null;
    const vector = vectors?.vector ?? null;
    const passages = meter.run(() => knowledge.search(index, text, vector));
    if (!passages[0] || !fitsWell(passages[0], text)) return null;
    return knowledge.quote(index, passages, text, vector, signal);
  }
}

/** Processor time of one answer: of the encoder's thread, and of this thread's own work between two waits. */
class CpuMeter {
  ms = 0;

  add(ms: number): void {
    this.ms += ms;
  }

  run<T>(work: () => T): T {
    const begun = threadCpuMs();
    try {
      return work();
    } finally {
      this.add(threadCpuMs() - begun);
    }
  }
}
