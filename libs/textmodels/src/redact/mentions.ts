import { isWordAt, spansOf, type FoundSpan } from './span.ts';

const introduced = /(?<![\p{L}\p{N}])(?:(?:[Mm]y|MY) [Nn]ame(?:'s|’s| is)|[Tt]his is|[Nn]ame:|[Ii]ch hei(?:ß|ss)e|[Mm]ein [Nn]ame ist|[Jj]e m['’]appelle|[Mm]e llamo|[Mm]i nombre es|[Rr]egards,?)\s{1,3}(\p{Lu}[\p{L}'’-]{1,30}(?:[ \t]{1,2}\p{Lu}[\p{L}'’-]{1,30}){0,2})/gu;
const calendarDay = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})$/;

/** Names after "my name is" and its like. Other names are not known: no list of names is complete, and many are words. */
export const introducedNames = (text: string): FoundSpan[] =>
  Array.from(text.matchAll(introduced), ({ index, 0: whole, 1: name }) => ({ start: index + whole.length - name!.length, end: index + whole.length }));

/** Addresses of pages. */
export const links = (text: string): FoundSpan[] => spansOf(text, /(?<![@\w])(?:https?:\/\/|www\.)[^\s<>"\u0000]+/gi);

/** Numbers of orders, parcels and customers: five digits and more, or capital letters with digits; no calendar days. */
export function referenceNumbers(text: string): FoundSpan[] {
  return spansOf(text, /#?[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)
    .filter(({ start, end }) => !isWordAt(text, start - 1) && isReference(text.slice(start, end)));
}

function isReference(token: string): boolean {
  const number = token.replace(/^#/, '');
  if (/^\d+$/.test(number)) return number.length >= (token === number ? 5 : 3);
  if (!/^[A-Z0-9-]+$/.test(number) || calendarDay.test(number)) return false;
  const digits = number.replace(/\D/g, '').length;
  return (/^[A-Z]{1,5}-?\d/.test(number) && number.replace(/^[A-Z]+-?/, '').replaceAll('-', '').length >= 4) || (number.includes('-') && digits >= 4);
}
