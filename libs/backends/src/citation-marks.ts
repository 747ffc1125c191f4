/** The beginning of a mark at the end of a piece: more of it may follow. */
const unfinished = /\[\d{0,2}$/;

/**
 * Follows `[n]` in a stream of text. Marks of passages that exist are numbered anew in the order of their first use, as the
 * reader sees the citations; marks of passages that do not exist are left out.
 */
export class CitationMarks {
  /** Positions of the cited passages, in the order of their first use. */
  readonly cited: number[] = [];
  private held = '';

  constructor(private readonly passages: number) {}

  /** What of this piece can be shown now. */
  push(piece: string): string {
    if (this.passages === 0) return piece;
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
    return text.replace(/\[(\d{1,2})\]/g, (_, digits: string) => {
      const position = Number(digits) - 1;
      if (position < 0 || position >= this.passages) return '';
      if (!this.cited.includes(position)) this.cited.push(position);
      return `[${this.cited.indexOf(position) + 1}]`;
    });
  }
}
