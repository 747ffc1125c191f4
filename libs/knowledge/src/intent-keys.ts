/** The key under which out-of-scope questions travel. */
export const OUT_OF_SCOPE = 'oos';

const outOfScope = new Set([OUT_OF_SCOPE, 'no_nodes_detected']);

export const isOutOfScope = (key: string): boolean => outOfScope.has(key.toLowerCase());

/** `card_arrival` becomes `Card arrival`. */
export function labelOf(key: string): string {
  const words = key.replace(/[_.-]+/g, ' ').trim();
  return words === '' ? key : words[0]!.toUpperCase() + words.slice(1).toLowerCase();
}
