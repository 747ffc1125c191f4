/** One letter for each point of time that holds something: A, B, ... Z, A2, ... */
export function lettersOf(marks: readonly { start: string }[]): { start: string; letter: string }[] {
  const starts = [...new Set(marks.map(({ start }) => start))].sort();
  return starts.map((start, at) => ({ start, letter: String.fromCharCode(65 + (at % 26)) + (at < 26 ? '' : String(Math.floor(at / 26) + 1)) }));
}
