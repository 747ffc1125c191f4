import { controlTokensIn } from './control-tokens.ts';
import { foldedForMatching, withoutLeet } from './fold-text.ts';
import { hasHidden } from './hidden-characters.ts';
import { phrases, weightOf, type InjectionFeature, type Phrase } from './injection-phrases.ts';

/** A sign, not a verdict: 0 says that nothing speaks for it. */
export interface InjectionScore {
  /** 0 to below 1. */
  score: number;
  features: InjectionFeature[];
}

/** From here on a text is worth a second look. */
export const SUSPICIOUS = 0.5;

/** Words looked at; what is longer is read in its first and its last part. */
const mostWords = 6_000;
const longestEncoded = 4_000;
const encodedRun = /[A-Za-z0-9+/_-]{24,4000}={0,2}/g;

/**
 * How much a text looks like instructions to a model, in English or German, also behind look-alike letters, hidden signs,
 * figures for letters, or base64. Features that come together take each other's doubt away: `1 - (1 - w1)(1 - w2)...`.
 */
export function injectionScore(text: string): InjectionScore {
  const found = new Set<InjectionFeature>(phrasesIn(text));
  const { tokens, roleLines } = controlTokensIn(text);
  if (tokens > 0) found.add('control_token');
  if (roleLines > 0) found.add('role_line');
  if (hasHidden(text)) found.add('hidden_text');
  for (const feature of phrasesIn(decodedParts(text))) found.add(feature).add('encoded');
  const features = [...found].sort((a, b) => weightOf[b] - weightOf[a]);
  return { score: 1 - features.reduce((doubt, feature) => doubt * (1 - weightOf[feature]), 1), features };
}

interface Matcher extends Omit<Phrase, 'first' | 'then' | 'last'> {
  then: ReadonlySet<string>;
  last: ReadonlySet<string> | null;
}

const words = (list: string): string[] => list.split(' ').filter(Boolean);
const byFirst = new Map<string, Matcher[]>();
for (const { first, then, last, ...rest } of phrases) {
  const matcher = { ...rest, then: new Set(words(then)), last: last === undefined ? null : new Set(words(last)) };
  for (const word of words(first)) byFirst.set(word, [...(byFirst.get(word) ?? []), matcher]);
}

function phrasesIn(text: string): InjectionFeature[] {
  if (text === '') return [];
  const folded = foldedForMatching(text);
  const plain = featuresOf(wordsOf(folded));
  const unleeted = withoutLeet(folded);
  return unleeted === folded ? plain : [...plain, ...featuresOf(wordsOf(unleeted))];
}

function wordsOf(folded: string): string[] {
  const all = folded.replace(/['\u2019]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [];
  return all.length <= mostWords ? all : [...all.slice(0, mostWords / 2), ...all.slice(-mostWords / 2)];
}

function featuresOf(all: readonly string[]): InjectionFeature[] {
  return all.flatMap((word, at) => (byFirst.get(word) ?? []).filter((matcher) => follows(matcher, all, at)).map(({ feature }) => feature));
}

function follows({ then, last, within }: Matcher, all: readonly string[], at: number): boolean {
  if (then.size === 0) return true;
  for (let next = at + 1; next <= at + within && next < all.length; next++) {
    if (!then.has(all[next]!)) continue;
    if (last === null || all.slice(next + 1, next + 1 + Math.max(3, within)).some((word) => last.has(word))) return true;
  }
  return false;
}

/** What runs of base64 say, when they say something in letters. */
function decodedParts(text: string): string {
  const parts = (text.match(encodedRun) ?? []).flatMap((run) => decodedText(run.slice(0, longestEncoded)) ?? []);
  return parts.join('\n').slice(0, longestEncoded);
}

function decodedText(run: string): string | null {
  try {
    const decoded = atob(run.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
    return /^[\x09\x0a\x0d\x20-\x7e\x80-\xff]*$/.test(decoded) && / /.test(decoded) ? new TextDecoder().decode(Uint8Array.from(decoded, (sign) => sign.charCodeAt(0))) : null;
  } catch {
    return null;
  }
}
