import { allPersonalKinds, placeholder, redact } from '#textmodels';

const masks = new RegExp(allPersonalKinds.map((kind) => placeholder(kind).replace(/[[\]]/g, '\\$&')).join('|'), 'g');

/**
 * Replaces what may tell who wrote, links and order numbers included: a question that becomes an example is about none of them.
 * A net, not a promise: a person should still look at what becomes an example.
 */
export const maskPersonal = (text: string): string => redact(text.replace(/\s+/gu, ' ').trim(), allPersonalKinds).text;

/** Without the masks: what a masked text is about. */
export const withoutMasks = (masked: string): string => masked.replace(masks, ' ');

/** Two words at least, one of them of three letters: "ok" and "???" ask for nothing. */
export function asksSomething(text: string): boolean {
  const words = withoutMasks(text).match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.length >= 2 && words.some((word) => word.length >= 3);
}
