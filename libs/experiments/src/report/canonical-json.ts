/**
 * JSON without white space and with sorted keys, so that the same values give the same bytes whoever wrote them.
 *
 * @param value what JSON can hold; properties that are undefined are left out
 * @see RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // Objects cannot be sorted first: keys that are whole numbers (buckets) always come in the order of numbers.
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
