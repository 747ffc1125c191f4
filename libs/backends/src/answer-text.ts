import type { GuardFinding } from '#contracts';
import { OutputGuard } from '#textmodels';
import { CitationMarks } from './citation-marks.ts';

/** The text of an answer of a language model on its way to the visitor: marks of citations numbered, what nobody may see taken out. */
export class AnswerText {
  /** Something was said that can be read. */
  said = false;
  private readonly marks: CitationMarks;
  private readonly guard: OutputGuard;

  /** @param sources what stands in each passage that the model was shown */
  constructor(sources: readonly string[], canary: string) {
    this.marks = new CitationMarks(sources);
    this.guard = new OutputGuard(canary);
  }

  /** Positions of the cited passages, in the order of their first use. */
  get cited(): readonly number[] {
    return this.marks.cited;
  }

  get findings(): GuardFinding[] {
    return [...this.guard.findings, ...(this.marks.unsupported ? ['unsupported_citation' as const] : [])];
  }

  /** The answer tells the instructions: what follows is not shown. */
  get leaked(): boolean {
    return this.guard.leaked;
  }

  push(piece: string): string {
    // The guard comes last: a mark that is left out must not join what stood beside it.
    return this.noted(this.guard.push(this.marks.push(piece)));
  }

  rest(): string {
    return this.noted(this.guard.push(this.marks.rest()) + this.guard.rest());
  }

  private noted(text: string): string {
    this.said ||= text.trim() !== '';
    return text;
  }
}
