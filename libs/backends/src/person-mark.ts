/** What a language model ends an answer with that offers a person. */
export const PERSON_MARK = '[person]';

export const personMarks = /\[person\]/gi;
const marksInSpace = /(?<!\s)\s*(?:\[person\]\s*)+/gi;
/** White space and marks at the end of a piece, and what may become a mark: how much of it is shown hangs on what follows. */
const unfinished = /(?<!\s|\[person\])(?:\s|\[person\])*(?:\[(?:p(?:e(?:r(?:s(?:on?)?)?)?)?)?)?$/i;
const closing = /[.,;:!?)\u2026]/;

/** Words of others as a model is shown them: what it repeats of them is no mark. */
export const withoutPersonMark = (text: string): string => text.replace(personMarks, (mark) => `(${mark.slice(1, -1)})`);

/** Takes `[person]` out of a stream of text, with the white space that would be left over, and remembers that it was there. */
export class PersonMark {
  found = false;
  private held = '';
  private begun = false;

  /** What of this piece can be shown now. */
  push(piece: string): string {
    const text = this.held + piece;
    const from = unfinished.exec(text)?.index ?? text.length;
    this.held = text.slice(from);
    return this.without(text.slice(0, from));
  }

  /** What was held back. */
  rest(): string {
    const { held } = this;
    this.held = '';
    return this.without(held);
  }

  private without(text: string): string {
    const shown = text.replace(marksInSpace, (gap, at: number) => {
      this.found = true;
      const next = text[at + gap.length];
      return next === undefined || (at === 0 && !this.begun) ? '' : between(gap.split(personMarks), next);
    });
    this.begun ||= shown !== '';
    return shown;
  }
}

/** The white space in the place of marks. There always is some within a line: what they stood between must not join to another mark. */
function between(spaces: readonly string[], next: string): string {
  const lines = (space: string): number => space.split('\n').length;
  const widest = spaces.reduce((one, other) => (lines(other) >= lines(one) ? other : one));
  if (widest.includes('\n')) return widest;
  return closing.test(next) ? '' : ' ';
}
