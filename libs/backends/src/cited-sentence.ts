import { contentWords, detectLanguage, searchTokens } from '#textmodels';
import { personMarks } from './person-mark.ts';

/** Share of a sentence's words that its source has to hold, and how many of them at least. A paraphrase keeps names and numbers. */
const leastShare = 0.2;
const leastWords = 1;
/** The end of a sentence with something after it, or of a line. A figure such as 1.5 has no white space in it. */
const sentenceEnd = /[.!?\u2026]["'\u201d\u2019)]*\s+|\n+/g;
/** No sentence is longer; what runs on has nothing to do with a mark so far behind. */
const longest = 2_000;

/** The sentence that is being said: does it speak of what stands in a source? Only what was said before a mark is known at it. */
export class CitedSentence {
  private current = '';
  private before = '';
  /** The beginning of the answer: one sentence tells its language badly. */
  private beginning = '';
  private readonly read = new Map<number, { tokens: ReadonlySet<string>; language: string | null }>();

  constructor(private readonly sources: readonly string[]) {}

  add(text: string): void {
    if (this.beginning.length < longest) this.beginning += text;
    const all = this.current + text;
    let from = 0;
    for (const end of all.matchAll(sentenceEnd)) {
      const sentence = all.slice(from, end.index);
      if (hasWords(sentence)) this.before = sentence;
      from = end.index + end[0].length;
    }
    this.current = all.slice(from).slice(-longest);
  }

  /** True also where words cannot tell: nothing was said yet, or it is said in another language than the source. */
  restsOn(position: number): boolean {
    const sentence = hasWords(this.current) ? this.current : this.before;
    const words = tokensOf(sentence);
    if (words.size === 0) return true;
    const { tokens, language } = this.sourceOf(position);
    const own = detectLanguage(this.beginning);
    if (own !== null && language !== null && own !== language) return true;
    const shared = [...words].filter((word) => tokens.has(word)).length;
    return shared >= leastWords && shared / words.size >= leastShare;
  }

  private sourceOf(position: number): { tokens: ReadonlySet<string>; language: string | null } {
    const known = this.read.get(position);
    if (known) return known;
    const source = this.sources[position]!;
    const made = { tokens: new Set([...searchTokens(source), ...contentWords(source)]), language: detectLanguage(source) };
    this.read.set(position, made);
    return made;
  }
}

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replace(personMarks, ' '));

/** Words that say something; of a sentence without any, all of them. */
function tokensOf(sentence: string): ReadonlySet<string> {
  const said = sentence.replace(personMarks, ' ');
  const named = contentWords(said);
  return new Set(named.length > 0 ? named : searchTokens(said));
}
