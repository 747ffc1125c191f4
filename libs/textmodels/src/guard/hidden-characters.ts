/** Soft hyphen, zero-width signs, direction marks, invisible operators, the tags block, variation selectors of the supplement. */
const hidden = /\u034f|\u17b4|\u17b5|[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
/** Joiners shape Persian, the scripts of India, and emoji; between other signs they only hide. */
const idleJoiner = /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Extended_Pictographic}\p{Emoji_Modifier}])(?<!\ufe0f)[\u200c\u200d]+/gu;
const anyHidden = new RegExp(`${hidden.source}|${idleJoiner.source}`, 'u');
const plain = /^[\x20-\x7e\s]*$/;

/** Does the text hold signs that nobody sees? */
export const hasHidden = (text: string): boolean => !plain.test(text) && anyHidden.test(text);

/** The text as a reader sees it: without the signs that only a program reads. For what a model is shown, never for what is stored. */
export const withoutHidden = (text: string): string =>
  (plain.test(text) ? text : text.replace(hidden, '').replace(idleJoiner, ''));
