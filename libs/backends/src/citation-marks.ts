import { CitedSentence } from './cited-sentence.ts';

/** The beginning of a mark at the end of a piece: more of it may follow. */
const unfinished = /\[\d{0,2}$/;

/**
 * Follows `[n]` in a stream of text. A mark stays where there is such a passage and the sentence before the mark speaks of what
 * stands in it; those are numbered anew in the order of their first use, as the reader sees the citations. Others are left out.
 */
export class CitationMarks {
  /** Positions of the cited passages, in the order of their first use. */
  readonly cited: number[] = [];
  /** A mark was left out. */
  unsupported = false;
  private held = '';
  private readonly sentence: CitedSentence;

  /** @param sources what stands in each passage, its title included */
  constructor(private readonly sources: readonly string[]) {
    this.sentence = new CitedSentence(sources);
  }

  /** What of this piece can be shown now. */
  push(piece: string): string {
    if (this.sources.length === 0) return piece;
    const text = this.held + piece;
    this.held = unfinished.exec(text)?.[0] ?? '';
    return this.renumber(text.slice(0, text.length - this.held.length));
  }

  /** What was held back. */
  rest(): string {
    const { held } = this;
    this.held = '';
    return held;
  }

  private renumber(text: string): string {
    let shown = '';
    let from = 0;
    for (const { 0: mark, 1: digits, index } of text.matchAll(/\[(\d{1,2})\]/g)) {
      const said = text.slice(from, index);
      this.sentence.add(said);
      shown += said + this.numbered(Number(digits) - 1);
      from = index + mark.length;
    }
    this.sentence.add(text.slice(from));
    return shown + text.slice(from);
  }

  private numbered(position: number): string {
    if (position < 0 || position >= this.sources.length || !this.sentence.restsOn(position)) {
      this.unsupported = true;
      return '';
    }
    if (!this.cited.includes(position)) this.cited.push(position);
    return `[${this.cited.indexOf(position) + 1}]`;
  }
}
