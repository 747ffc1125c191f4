import type { KnowledgeIndex } from '#knowledge';
import type { TextEngine } from '#models';
import type { CpuMeter } from './cpu-meter.ts';
import { plainMessage } from './plain-message.ts';
import type { ReadQuestion, Recogniser, Recognition } from './recognition.ts';
import { withoutPleasantries } from './small-talk.ts';
import { isUnderstood } from './understanding.ts';

/** A question and what it was taken for. */
export interface Considered {
  question: ReadQuestion;
  recognition: Recognition;
}

export interface ReaderParts {
  workspaceId: string;
  engine: TextEngine;
  index: KnowledgeIndex;
  recognise: Recogniser;
  /** Of the conversation. */
  language: string | null;
  meter: CpuMeter;
  signal: AbortSignal;
}

/** Reads texts of one message and recognises them, slips mended where that helps. */
export class QuestionReader {
  constructor(private readonly parts: ReaderParts) {}

  /** All texts in one trip to the encoder. */
  async consider(texts: readonly string[]): Promise<Considered[]> {
    const wordings = texts.map((text) => this.wordingsOf(text));
    const questions = await this.read(wordings.flat());
    const { recognise, meter } = this.parts;
    return wordings.map((own) => {
      const considered = own.map((text) => {
        const question = questions.get(text)!;
        return { question, recognition: meter.run(() => recognise(question)) };
      });
      return considered.reduce(surer);
    });
  }

  /** As it stands, and with its slips mended where it holds any. */
  private wordingsOf(text: string): string[] {
    const plain = withoutPleasantries(plainMessage(text));
    const { text: mended } = this.parts.meter.run(() => this.parts.index.spelling.correct(plain));
    return isUnderstood(this.parts.language) && mended !== plain ? [mended, plain] : [plain];
  }

  private async read(texts: readonly string[]): Promise<Map<string, ReadQuestion>> {
    const { workspaceId, engine, language, meter, signal } = this.parts;
    if (!isUnderstood(language) || !(await engine.usable())) return new Map(texts.map((text) => [text, { text, language, vectors: null }]));
    const encoded = await engine.encode(workspaceId, texts, signal);
    // The same text twice was encoded once.
    for (const { cpuMs } of new Set(encoded)) meter.add(cpuMs);
    return new Map(texts.map((text, at) => [text, { text, language, vectors: encoded[at]! }]));
  }
}

/** The first one on a tie. */
export const surer = (one: Considered, other: Considered): Considered => (other.recognition.confidence > one.recognition.confidence ? other : one);
