/** Without case, accents, emphasis and kinds of white space, quotes and dashes; lines stay lines. */
export const comparable = (text: string): string => text.normalize('NFKD').replace(/\p{Mark}/gu, '').toLowerCase().replaceAll('ß', 'ss')
  .replace(/[‘’`´]/g, "'").replace(/[‐-―−]/g, '-').replace(/\*+|\u00ad|\u200b/g, '').replace(/\s+/g, (space) => (space.includes('\n') ? '\n' : ' ')).trim();

export const inOneLine = (said: string): string => said.replaceAll('\n', ' ');

/**
 * Whether a comparable text says a phrase: as whole words and whole numbers ("3" is not said by "30" or "3.5"; a plural "s"
 * more is the same word), and not just to deny it ("not free" does not say "free").
 *
 * @param reach so many words may stand between a "not" and what it denies, within one clause
 */
export function says(said: string, phrase: string, reach: number): boolean {
  const [wanted, flat] = [inOneLine(comparable(phrase)), inOneLine(said)];
  if (wanted === '') return false;
  const ownDenial = /\b(?:not?|never|without|kein\w*|nicht|ohne)\b|n't/.test(wanted);
  for (let at = flat.indexOf(wanted); at >= 0; at = flat.indexOf(wanted, at + 1)) {
    if (standsAlone(flat, at, wanted) && (ownDenial || !denial(reach).test(clauseBefore(said, at)))) return true;
  }
  return false;
}

/** Whether a phrase begins with a number, in digits or as a word. */
export const isNumber = (phrase: string): boolean => /^(?:[€£$]\s?)?\p{N}|^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[\s-]/u.test(comparable(phrase));

/** Scripts that are written without spaces have no word ends to look at. */
const spaced = /[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const digit = /\p{N}/u;

function standsAlone(said: string, at: number, phrase: string): boolean {
  const [before, after] = [said.slice(Math.max(0, at - 2), at), said.slice(at + phrase.length, at + phrase.length + 4)];
  const [first, last] = [phrase[0]!, phrase.at(-1)!];
  if (digit.test(first) && /(?:\p{N}[.,:]?|\p{L})$/u.test(before)) return false;
  if (digit.test(last) && /^(?:[.,:]?\p{N}|\p{L})/u.test(after)) return false;
  if (spaced.test(first) && /[\p{L}\p{N}]$/u.test(before)) return false;
  return !(spaced.test(last) && /^(?!e?s(?![\p{L}\p{N}]))[\p{L}\p{N}]/u.test(after));
}

const clauseBefore = (said: string, at: number): string => said.slice(0, at).split(/[.!?;:,]\s|\n|\b(?:but|sondern|aber)\b/).at(-1)!;

/** Bounds are no denials: "no later than", "nicht nur". */
const bounds = '(?:only|just|later|more|less|longer|fewer|sooner|earlier|before|until|least|exceed|beyond|over|nur|mehr|weniger|langer|spater|fruher|vor)';
/** "No" denies what is near: further on, "no problem" takes nothing back. */
const NO_REACH = 3;
const denials = new Map<number, RegExp>();
function denial(reach: number): RegExp {
  const known = denials.get(reach);
  if (known) return known;
  const within = (most: number): string => `(?!\\s+${bounds}\\b)(?:\\s+[^\\s]+){0,${most}}\\s+$`;
  const made = new RegExp(`(?:\\b(?:not|never|nor|cannot|without|nicht|nie|kein(?:e[mnrs]?)?|ohne)|n't)${within(reach)}|\\bno${within(Math.min(reach, NO_REACH))}`);
  denials.set(reach, made);
  return made;
}
