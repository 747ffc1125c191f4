/** A text as a scanner reads it, and where each of its units stood in the original. */
export interface ReadableText {
  text: string;
  /** For each unit of `text` its place in the original; one more entry for the end. */
  places: readonly number[] | null;
}

const plain = /^[\t\n\r\u0020-\u007e]*$/;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const space = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
const dash = /[\u2010-\u2015\u2212]/;

/** The zero of each script whose digits are read as digits: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

/**
 * A text for matching only: full-width signs and digits of other scripts as ASCII, one kind of space and of dash, invisible
 * characters left out. Nobody hides a telephone number behind a zero-width space, on purpose or by copying from a page.
 */
export function readableText(original: string): ReadableText {
  if (plain.test(original)) return { text: original, places: null };
  const places: number[] = [];
  let text = '';
  for (let at = 0; at < original.length; at++) {
    const unit = original[at]!;
    if (invisible.test(unit)) continue;
    text += plainUnit(unit);
    places.push(at);
  }
  places.push(original.length);
  return { text, places };
}

function plainUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code < 128) return unit;
  if (space.test(unit)) return ' ';
  if (dash.test(unit)) return '-';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  const zero = zeros.find((first) => code >= first && code <= first + 9);
  return zero === undefined ? unit : String(code - zero);
}
