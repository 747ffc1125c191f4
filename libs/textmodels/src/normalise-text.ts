/** NFKC, lower case, runs of white space as one space, no space at the ends. What the n-gram model reads. */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Two texts with the same key are the same example: letters and digits only, case and spacing ignored. */
export function duplicateKey(text: string): string {
  const key = normaliseText(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  return key === '' ? normaliseText(text) : key;
}
