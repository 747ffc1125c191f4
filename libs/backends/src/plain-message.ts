import { detectLanguage } from '#textmodels';
import type { Turn } from './turn.ts';

const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u{1f1e6}-\u{1f1ff}]|\u200d|\ufe0f|\u20e3/gu;
const fewestLetters = 8;
const shouted = 0.8;

/** A message as recognisers read it: without emoji, and in small letters when it was shouted. */
export function plainMessage(text: string): string {
  const words = text.normalize('NFKC').replace(emoji, ' ').replace(/\s+/gu, ' ').trim();
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const capitals = words.match(/\p{Lu}/gu)?.length ?? 0;
  return letters >= fewestLetters && capitals >= letters * shouted ? words.toLowerCase() : words;
}

/** What a message without words says; null when it has words. */
export type Wordless = 'approval' | 'number' | 'nothing';

const approving = /[\u{1f44d}\u{1f44c}\u{1f64f}\u{2764}\u{1f600}-\u{1f60d}\u{1f60a}\u{1f970}\u{1f973}\u{1f389}\u{2705}\u{1f4af}\u{1f44f}]/u;

export function wordlessOf(text: string): Wordless | null {
  const plain = plainMessage(text).replace(numberLike, ' ');
  if (/\p{L}{2,}|\p{Lo}/u.test(plain)) return null;
  if (numberLike.test(text)) return 'number';
  return approving.test(text) ? 'approval' : 'nothing';
}

/** Order numbers, tracking numbers and the like: letters and at least four digits, in one piece. */
const numberLike = /(?<![\p{L}\p{N}])#?(?=[\p{L}-]*\d)(?:[A-Z]{1,4}[- ]?)?\d{4,16}(?:-\d{1,6})?(?![\p{L}\p{N}])/iu;

/** The number that a message gives; null without one. */
export const numberIn = (text: string): string | null => numberLike.exec(text)?.[0].replace(/^#/, '') ?? null;

/** The language that a conversation is held in: of this message, else of an earlier one; null when nothing tells. */
export function languageOf({ text, history }: Pick<Turn, 'text' | 'history'>): string | null {
  const earlier = history.filter(({ role }) => role === 'visitor').map((message) => message.text).reverse();
  for (const said of [text, ...earlier.slice(0, 3)]) {
    const language = detectLanguage(said);
    if (language !== null) return language;
  }
  return null;
}
