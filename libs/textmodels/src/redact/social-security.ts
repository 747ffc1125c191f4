import { isWordAt, spansOf, type FoundSpan } from './span.ts';

/** Social security numbers of the United States, 000-00-0000, in the ranges that are given out. */
export function socialSecurityNumbers(text: string): FoundSpan[] {
  return spansOf(text, /\d{3}-\d{2}-\d{4}/g).filter(({ start, end }) => {
    const joined = isWordAt(text, start - 1) || isWordAt(text, end) || text[start - 1] === '-' || text[end] === '-';
    const [area, group, serial] = text.slice(start, end).split('-').map(Number);
    return !joined && area !== 0 && area !== 666 && area! < 900 && group !== 0 && serial !== 0;
  });
}
