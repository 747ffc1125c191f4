const opening = '<think>';
const closing = '</think>';

/** Takes out the thoughts that some models write down before their answer, between `<think>` and `</think>`, as they stream. */
export class WithoutThoughts {
  #state: 'before' | 'inside' | 'gap' | 'after' = 'before';
  #held = '';

  /** @returns what of the answer can be told now */
  push(piece: string): string {
    if (this.#state === 'after') return piece;
    if (this.#state === 'gap') return this.#answer(piece);
    this.#held += piece;
    if (this.#state === 'before') {
      const begun = this.#held.trimStart();
      if (!begun.startsWith(opening)) return opening.startsWith(begun) ? '' : this.rest();
      this.#held = begun.slice(opening.length);
      this.#state = 'inside';
    }
    const end = this.#held.indexOf(closing);
    if (end >= 0) return this.#answer(this.#held.slice(end + closing.length));
    this.#held = this.#held.slice(-closing.length);
    return '';
  }

  /** What was held back at the end: thoughts that did not end are none of the answer. */
  rest(): string {
    const text = this.#state === 'before' ? this.#held : '';
    this.#state = 'after';
    this.#held = '';
    return text;
  }

  /** The answer begins with its first word. */
  #answer(piece: string): string {
    const text = piece.trimStart();
    this.#state = text === '' ? 'gap' : 'after';
    return text;
  }
}
