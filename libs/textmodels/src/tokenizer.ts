/** A piece of text and its log probability, in the order of the embedding's rows: the shape of `vocab.json`. */
export type Vocabulary = readonly (readonly [piece: string, score: number])[];

export interface Tokenizer {
  /** Rows of the embedding table, in order; characters outside the vocabulary leave no token. */
  encode(text: string): number[];
}

/** `<unk>`, `<s>`, `</s>` and three spares open the vocabulary; none of them stands for text. */
const reservedPieces = 6;
const spaceMark = '\u2581';
/** SentencePiece's penalty: an unknown character scores this much below the worst piece. */
const unknownPenalty = 10;

interface Piece {
  readonly row: number;
  readonly score: number;
}

interface Lattice {
  readonly score: Float64Array;
  readonly from: Int32Array;
  readonly row: Int32Array;
}

/**
 * SentencePiece unigram tokenizer: the split of the text with the highest sum of piece scores (Viterbi).
 *
 * @see T. Kudo (2018), Subword Regularization, ACL, section 3.2
 */
export function createTokenizer(vocabulary: Vocabulary): Tokenizer {
  const pieces = new Map<string, Piece>();
  let longest = 1;
  let lowest = 0;
  for (let row = reservedPieces; row < vocabulary.length; row++) {
    const [piece, score] = vocabulary[row]!;
    pieces.set(piece, { row, score });
    longest = Math.max(longest, [...piece].length);
    lowest = Math.min(lowest, score);
  }
  const unknownScore = lowest - unknownPenalty;
  return {
    encode: (text) => {
      const symbols = symbolsOf(text);
      return bestPath(buildLattice(symbols, pieces, longest, unknownScore));
    },
  };
}

function symbolsOf(text: string): string[] {
  const clean = text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  return clean === '' ? [] : [...(' ' + clean).replaceAll(' ', spaceMark)];
}

function buildLattice(symbols: string[], pieces: Map<string, Piece>, longest: number, unknownScore: number): Lattice {
  const score = new Float64Array(symbols.length + 1).fill(-Infinity);
  const from = new Int32Array(symbols.length + 1);
  const row = new Int32Array(symbols.length + 1);
  score[0] = 0;
  const offer = (start: number, end: number, piece: Piece): void => {
    const total = score[start]! + piece.score;
    if (total <= score[end]!) return;
    score[end] = total;
    from[end] = start;
    row[end] = piece.row;
  };
  for (let start = 0; start < symbols.length; start++) {
    let text = '';
    for (let end = start + 1; end <= Math.min(symbols.length, start + longest); end++) {
      text += symbols[end - 1]!;
      const piece = pieces.get(text);
      if (piece) offer(start, end, piece);
      else if (end === start + 1) offer(start, end, { row: 0, score: unknownScore });
    }
  }
  return { score, from, row };
}

function bestPath({ from, row }: Lattice): number[] {
  const rows: number[] = [];
  for (let end = from.length - 1; end > 0; end = from[end]!) if (row[end] !== 0) rows.push(row[end]!);
  return rows.reverse();
}
