import { editDistance } from './edit-distance.ts';
import { isLikelySlip } from './likely-slip.ts';

/** Corrects words that nobody writes into ones that are known. */
export interface Spelling {
  /** The same words where nothing was mended. */
  correct(text: string): { text: string; mended: readonly { from: string; to: string }[] };
}

/** Shorter words have too many neighbours: `cat`, `car`, `can`. */
const shortest = 4;
/** From this length on two slips are forgiven. */
const long = 9;
/** Share of a text's words that must be known before the others count as slips: a text in another language has none. */
const mostlyKnown = 0.4;
const remembered = 2_000;

/**
 * @param counts known words in lower case and how often each occurs: the commoner of two equally near ones is meant
 * @param isWord words of the language that are right although this company never wrote them
 */
export function createSpelling(counts: ReadonlyMap<string, number>, isWord: (word: string) => boolean = () => false): Spelling {
  const isKnown = (word: string): boolean => counts.has(word) || isWord(word) || counts.has(word.replace(/['\u2019]s$|s$/, '')) || contraction.test(word);
  const nearest = nearestAmong(counts);
  const found = new Map<string, string | null>();
  const mend = (word: string): string | null => {
    const known = found.get(word);
    if (known !== undefined) return known;
    const right = nearest(word);
    if (found.size >= remembered) found.clear();
    found.set(word, right);
    return right;
  };
  return {
    correct: (text) => {
      const words = text.match(wordPattern) ?? [];
      const known = words.filter((word) => isKnown(word.toLowerCase())).length;
      const mended: { from: string; to: string }[] = [];
      if (words.length > 1 && known < words.length * mostlyKnown) return { text, mended };
      const corrected = text.replace(wordPattern, (written) => {
        const word = written.toLowerCase();
        const right = word.length < shortest || isKnown(word) ? null : mend(word);
        if (right === null) return written;
        mended.push({ from: written, to: right });
        return right;
      });
      return { text: corrected, mended };
    },
  };
}

/** Words of letters only: what holds a digit, an @ or a dot is a number, an address or a name. */
const wordPattern = /(?<![\p{L}\p{N}@._/-])[\p{L}\p{M}]+(?:['\u2019][\p{L}]+)?(?![\p{L}\p{N}@/_-]|\.\p{L})/gu;
/** `didnt` and `youve` are no slips that matter. */
const contraction = /^(?:\w+nt|(?:you|they|we|i)(?:ve|re|ll|d|m)|(?:he|she|it|that|what|where|who|how|there)s)$/;

function nearestAmong(counts: ReadonlyMap<string, number>): (word: string) => string | null {
  const byStart = new Map<string, string[]>();
  for (const word of counts.keys()) byStart.set(word[0]!, [...(byStart.get(word[0]!) ?? []), word]);
  return (word) => {
    const most = word.length >= long ? 2 : 1;
    let best: { word: string; cost: number } | null = null;
    // Nearly everybody gets the first letter right, if not always in the first place.
    for (const start of new Set([word[0]!, word[1]!])) {
      for (const known of byStart.get(start) ?? []) {
        const distance = editDistance(word, known, most);
        if (distance > most || !isLikelySlip(word, known, distance)) continue;
        const cost = distance * 100 - Math.log1p(counts.get(known)!);
        if (best === null || cost < best.cost) best = { word: known, cost };
      }
    }
    return best?.word ?? null;
  };
}
