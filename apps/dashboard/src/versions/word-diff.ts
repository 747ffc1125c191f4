export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Edits beyond which two texts count as different altogether: the search takes their square in time. */
const MOST_EDITS = 300;

/** Words, and what stands between them: joined again they are the text. */
const tokensOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

/**
 * What happened to a text, word by word: the fewest words taken out and put in (up to 300 of them).
 *
 * @returns pieces in order; `same` and `gone` joined are the text before, `same` and `new` joined the one after
 * @see E. W. Myers (1986), Algorithmica 1, 251-266
 */
export function wordDiff(before: string, after: string): Piece[] {
  const [a, b] = [tokensOf(before), tokensOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const middle = stepsBetween(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return joined([...a.slice(0, head).map(same), ...middle, ...a.slice(a.length - tail).map(same)]);
}

const same = (text: string): Piece => ({ kind: 'same', text });
const gone = (text: string): Piece => ({ kind: 'gone', text });
const added = (text: string): Piece => ({ kind: 'new', text });

function stepsBetween(a: readonly string[], b: readonly string[]): Piece[] {
  const trail = furthestPaths(a, b);
  return trail ? walkBack(a, b, trail) : [...a.map(gone), ...b.map(added)];
}

/** How far down `a` each diagonal is reached with 0, 1, 2, ... edits, until both ends meet; null when that takes too many. */
function furthestPaths(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const trail: Map<number, number>[] = [];
  let reached = new Map([[1, 0]]);
  for (let edits = 0; edits <= most; edits += 1) {
    trail.push(reached);
    const next = new Map(reached);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepsDown(reached, diagonal, edits) ? (reached.get(diagonal + 1) ?? 0) : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return trail;
    }
    reached = next;
  }
  return null;
}

/** Whether the last edit on this diagonal put a word in, rather than taking one out. */
const stepsDown = (reached: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean =>
  diagonal === -edits || (diagonal !== edits && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));

function walkBack(a: readonly string[], b: readonly string[], trail: readonly Map<number, number>[]): Piece[] {
  const pieces: Piece[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trail.length - 1; edits >= 0; edits -= 1) {
    const reached = trail[edits]!;
    const diagonal = x - y;
    const before = stepsDown(reached, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const fromX = reached.get(before) ?? 0;
    const fromY = fromX - before;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      pieces.push(same(a[x - 1]!));
      [x, y] = [x - 1, y - 1];
    }
    if (edits > 0) pieces.push(x === fromX ? added(b[fromY]!) : gone(a[fromX]!));
    [x, y] = [fromX, fromY];
  }
  return pieces.reverse();
}

/** Neighbours of one kind become one piece; within a change, what is gone comes before what is new. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let change = { gone: '', new: '' };
  const keep = (text: string): void => {
    const last = result.at(-1);
    if (last?.kind === 'same') last.text += text;
    else if (text !== '') result.push(same(text));
  };
  const close = (): void => {
    const stays = sharedEnd(change.gone, change.new);
    const [before, after] = [change.gone.slice(0, change.gone.length - stays.length), change.new.slice(0, change.new.length - stays.length)];
    if (before !== '') result.push(gone(before));
    if (after !== '') result.push(added(after));
    change = { gone: '', new: '' };
    keep(stays);
  };
  pieces.forEach(({ kind, text }, at) => {
    // A space between two changed words belongs to the change: single spaces that stay would tear it to shreds.
    const between = kind === 'same' && text.trim() === '' && (change.gone !== '' || change.new !== '') && pieces[at + 1] !== undefined && pieces[at + 1]!.kind !== 'same';
    if (kind !== 'same') change[kind] += text;
    else if (between) change = { gone: change.gone + text, new: change.new + text };
    else {
      close();
      keep(text);
    }
  });
  close();
  return result;
}

/** White space at the end of both: it did not change. */
function sharedEnd(before: string, after: string): string {
  let length = 0;
  while (length < Math.min(before.length, after.length) && before.at(-1 - length) === after.at(-1 - length) && before.at(-1 - length)!.trim() === '') length += 1;
  return length === 0 ? '' : before.slice(-length);
}
