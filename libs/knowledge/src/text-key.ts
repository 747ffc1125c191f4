import { createHash } from 'node:crypto';
import { duplicateKey } from '#textmodels';

/** An index entry of PostgreSQL holds at most 2,704 bytes. */
const LONGEST = 600;

/** Two questions with the same key are the same question. */
export function textKey(text: string): string {
  const key = duplicateKey(text);
  return key.length <= LONGEST ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
