import { searchWords } from './bm25.ts';

/** English words that ask or join, and name nothing. */
const empty = new Set(searchWords(`a an the and but or so then ok also what about how if same for is it even including to in from with without on at by within after
  before of that this they them those these there here one do does did can could will would should may i you we he she my your our me am be are was were been
  have has had long much many often soon take takes cost costs get got go need want please when where which who why not no yes really still just exactly usually
  far late fast any some all`));

/** The words of a question that name something; in other languages all of them. */
export const contentWords = (text: string): string[] => searchWords(text).filter((word) => !empty.has(word));
