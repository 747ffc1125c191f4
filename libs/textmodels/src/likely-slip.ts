/** From this length on letters may also be too many or replaced; among shorter words that is mostly another word. */
const longEnough = 6;
const endings = /^(?:s|es|d|ed|r|er|ers|ing|ly|'s|\u2019s)$/;
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const alike = [/^[aeiouy]{2}$/, /^[cskzx]{2}$/, /^[mn]{2}$/, /^[dt]{2}$/];

/**
 * Is this how people misspell? Letters swapped, left out, doubled or mistaken for the key beside them are slips; `charter`
 * for `charger` is another word, and `merge` for `merged` another form of it.
 *
 * @param distance between the two, at least 1
 */
export function isLikelySlip(word: string, known: string, distance: number): boolean {
  const [short, long] = word.length < known.length ? [word, known] : [known, word];
  if (long.startsWith(short) && endings.test(long.slice(short.length))) return false;
  if (distance > 1) return word.slice(0, 3) === known.slice(0, 3);
  if (word.length === known.length) {
    const differ = [...word].flatMap((letter, at) => (letter === known[at] ? [] : [at]));
    if (differ.length === 2) return true;
    return word.length >= longEnough && differ[0] !== 0 && easilyMistaken(word[differ[0]!]!, known[differ[0]!]!);
  }
  if (word[0] !== known[0]) return false;
  return word.length >= (word.length < known.length ? longEnough - 1 : longEnough);
}

const easilyMistaken = (a: string, b: string): boolean =>
  alike.some((pair) => pair.test(a + b)) || rows.some((row) => row.includes(a) && Math.abs(row.indexOf(a) - row.indexOf(b)) === 1 && row.includes(b));
