/**
 * What a model is shown of an answer: the named fields and nothing else, as JSON by their paths (`/items/0/name` as
 * `items.0.name`).
 *
 * @param pointers RFC 6901
 * @param maxLength in UTF-16 units; what is longer is cut, with a sign
 * @returns null when none of them is there
 */
export function readFields(answer: unknown, pointers: readonly string[], maxLength: number): string | null {
  const found = pointers.flatMap((pointer): [string, unknown][] => {
    const value = valueAt(answer, pointer);
    return value === undefined ? [] : [[pointer, value]];
  });
  if (found.length === 0) return null;
  const text = JSON.stringify(Object.fromEntries(found.map(([pointer, value]) => [partsOf(pointer).join('.'), value])));
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')} […]`;
}

const partsOf = (pointer: string): string[] => pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

function valueAt(answer: unknown, pointer: string): unknown {
  let at = answer;
  for (const part of partsOf(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return at;
}
