import { languageLetters, languageScripts, languageWords } from './language-words.ts';

const mostWords = 60;
/** Evidence below which nothing is said: about one word that only one language has. */
const leastEvidence = 0.9;
/** Share of letters in a foreign script from which the script decides. */
const mostlyForeign = 0.3;
const letterWeight = 0.6;
const plainLetters = /^[a-z'\u2019-]+$/;
const plainText = /^[\x20-\x7e\s\u2010-\u2027]*$/;

/** Languages of each known word. */
const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(languageWords)) {
  for (const word of new Set(words.trim().split(/\s+/))) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

/**
 * The language of a text by its small words, its letters and its script: `en`, `de`, `es` ... as in ISO 639-1; null where
 * nothing speaks for any, as in names and numbers. English wins ties: only real evidence takes the encoder away from a text.
 */
export function detectLanguage(text: string): string | null {
  const byScript = languageByScript(text);
  if (byScript) return byScript;
  const words = (text.normalize('NFC').toLowerCase().match(/[\p{L}\p{M}]+(?:['\u2019-][\p{L}]+)*/gu) ?? []).slice(0, mostWords);
  const evidence = new Map<string, number>();
  const add = (language: string, weight: number): void => void evidence.set(language, (evidence.get(language) ?? 0) + weight);
  for (const word of words) {
    const languages = languagesOf.get(word.replace('\u2019', "'")) ?? [];
    for (const language of languages) add(language, weightOf(languages.length));
    if (plainLetters.test(word)) continue;
    for (const [letters, others] of languageLetters) {
      if (letters.test(word)) for (const language of others) add(language, letterWeight / others.length);
    }
  }
  const english = evidence.get('en') ?? 0;
  const [best] = [...evidence].sort((a, b) => b[1] - a[1]);
  if (best && best[0] !== 'en' && best[1] >= leastEvidence && best[1] > english) return best[0];
  return english > 0 ? 'en' : null;
}

/** A word of one language says all; one of many next to nothing, but together they add up. */
const weightOf = (languages: number): number => 1 / Math.sqrt(languages);

function languageByScript(text: string): string | null {
  if (plainText.test(text)) return null;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of languageScripts) {
    const found = text.match(script)?.length ?? 0;
    if (found > 0 && found >= letters * mostlyForeign) return language;
    // One of these letters is enough within Cyrillic.
    if (language === 'uk' && found > 0) return language;
  }
  return null;
}
