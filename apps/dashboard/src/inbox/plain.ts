import { inlineOf, type Inline } from '../parts/markdown.ts';

const wordsOf = (piece: Inline): string => ('text' in piece ? piece.text : piece.children.map(wordsOf).join(''));

/** The words of a text, without the marks of emphasis and links. */
export const plain = (markdown: string): string => inlineOf(markdown).map(wordsOf).join('');
