/** What is replaced, in this order: longer shapes first, so that a shorter one does not eat a part of them. */
const shapes: readonly [mask: string, shape: RegExp][] = [
  ['[e-mail]', /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu],
  ['[link]', /\b(?:https?:\/\/|www\.)\S+/gi],
  ['[IBAN]', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g],
  ['[card number]', /\b(?:\d[ -]?){12,18}\d\b/g],
  ['[phone]', /(?<![\p{L}\p{N}])(?:\+|00)\d(?:[ ()./-]{0,2}\d){6,14}(?!\d)/gu],
  ['[phone]', /(?<![\p{L}\p{N}])\(?0\d{1,4}\)?(?:[ ./-]?\d){5,10}(?!\d)/gu],
  // An order, parcel or customer number: letters and digits with four digits at least, or five digits and more.
  ['[number]', /(?<![\p{L}\p{N}])#?(?:[A-Z]{1,5}-?\d(?:-?[A-Z0-9]){3,}|(?=[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d[A-Z0-9-]*\d)[A-Z0-9]+(?:-[A-Z0-9]+)+)(?![\p{L}\p{N}])/gu],
  ['[number]', /(?<![\p{L}\p{N}])#?\d{5,}(?![\p{L}\p{N}])/gu],
  ['[number]', /#\d{3,}/g],
  ['$1[name]', /\b(my name(?:'s| is)|this is|name:)(\s+)\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+){0,2}/gu],
];

/**
 * Replaces what may tell who wrote: e-mail addresses, links, phone, card and order numbers, and a name after "my name is".
 * A net, not a promise: a person should still look at what becomes an example.
 */
export function maskPersonal(text: string): string {
  return shapes.reduce((masked, [mask, shape]) => masked.replace(shape, mask === '$1[name]' ? '$1$2[name]' : mask), text.replace(/\s+/gu, ' ').trim());
}

/** Without the masks: what a masked text is about. */
export const withoutMasks = (masked: string): string => masked.replace(/\[(?:e-mail|link|IBAN|card number|phone|number|name)\]/g, ' ');

/** Two words at least, one of them of three letters: "ok" and "???" ask for nothing. */
export function asksSomething(text: string): boolean {
  const words = withoutMasks(text).match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.length >= 2 && words.some((word) => word.length >= 3);
}
