import { searchWords } from './bm25.ts';
import { detectLanguage } from './detect-language.ts';

/** From this length on a word of another language also counts by its beginning: `Lieferkosten` meets `Lieferung`. */
const compound = 7;
const beginning = 5;

/** The same letters without their marks, so that `envio` finds `envío` and `Groesse` needs no luck. */
const withoutMarks = (word: string): string => word.normalize('NFD').replace(/\p{M}+/gu, '').replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l');

/**
 * What a text is searched by. English words lose their endings; of a word in another language the beginning counts too,
 * which stands in for its endings and for the first part of a compound.
 *
 * @param language of the text, when it is known already
 */
export function searchTokens(text: string, language: string | null = detectLanguage(text)): string[] {
  if (language === null || language === 'en') return searchWords(text).map(withoutMarks);
  return (text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(withoutMarks)
    .flatMap((word) => (word.length >= compound ? [word, `${word.slice(0, beginning)}~`] : [word]));
}
