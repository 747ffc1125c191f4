import type { GuardFinding } from '#contracts';
import { OutputGuard } from '#textmodels';
import { CitationMarks } from './citation-marks.ts';
import { PersonMark } from './person-mark.ts';

/** The text of an answer of a language model on its way to the visitor: marks of citations numbered, the mark of an offer and what nobody may see taken out. */
export class AnswerText {
  /** Something was said that can be read. */
  said = false;
  private readonly marks: CitationMarks;
  private readonly person = new PersonMark();
  private readonly guard: OutputGuard;

  /**
   * @param sources what stands in each passage that the model was shown
   * @param offer what is said where the model offers a person without a word
   */
  constructor(sources: readonly string[], canary: string, private readonly offer: string) {
    this.marks = new CitationMarks(sources);
    this.guard = new OutputGuard(canary);
  }

  /** Positions of the cited passages, in the order of their first use. */
  get cited(): readonly number[] {
    return this.marks.cited;
  }

  /** The model offers a person with this answer. */
  get offersPerson(): boolean {
    return this.person.found;
  }

  get findings(): GuardFinding[] {
    return [...this.guard.findings, ...(this.marks.unsupported ? ['unsupported_citation' as const] : [])];
  }

  /** The answer tells the instructions: what follows is not shown. */
  get leaked(): boolean {
    return this.guard.leaked;
  }

  push(piece: string): string {
    // In this order nothing that is left out joins what stood beside it to another mark; the guard comes last.
    return this.noted(this.guard.push(this.person.push(this.marks.push(piece))));
  }

  rest(): string {
    const text = this.noted(this.guard.push(this.person.push(this.marks.rest()) + this.person.rest()) + this.guard.rest());
    return this.offersPerson && !this.said && !this.leaked ? this.noted(this.offer) : text;
  }

  private noted(text: string): string {
    this.said ||= text.trim() !== '';
    return text;
  }
}
