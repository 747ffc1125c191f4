/** A piece of a text; `marked` where one of the phrases stands. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Splits a text where one of the phrases is said, whatever the case. */
export function markedPieces(text: string, phrases: readonly string[]): Piece[] {
  const wanted = phrases.filter((phrase) => phrase.trim() !== '').sort((a, b) => b.length - a.length).map((phrase) => phrase.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  if (wanted.length === 0) return [{ text, marked: false }];
  return text.split(new RegExp(`(${wanted.join('|')})`, 'giu')).map((piece, at) => ({ text: piece, marked: at % 2 === 1 })).filter((piece) => piece.text !== '');
}
