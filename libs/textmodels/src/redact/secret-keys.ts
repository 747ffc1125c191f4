import { blotOut, spansOf, type FoundSpan } from './span.ts';

/** How keys of well-known services, and our own, begin; at least 12 signs follow. */
const prefixed = /^(?:sk|pk|rk|vt)[-_](?:live_|test_|proj-|ant-)?[\w-]{12,}$|^(?:gh[opsur]_|github_pat_|glpat-|xox[abeoprs]-|xapp-|hf_|npm_|pypi-|dop_v1_|shp(?:at|ca|pa|ss)_|whsec_|SG\.|ya29\.|AIza|lin_api_|figd_|nvapi-|gsk_)[\w.-]{12,}$|^(?:AKIA|ASIA)[A-Z0-9]{16}$/;
const signedToken = /^eyJ[\w-]{6,}\.eyJ[\w-]{6,}\.[\w-]*$/;
const beginning = '-----BEGIN ';
const ending = /-----END [A-Z ]{0,30}PRIVATE KEY-----/g;

/** Signs of a key without a known beginning: as long as a random key, with letters of both cases and digits. */
const LONG = 32;
const BITS = 4;

/** Secrets of machines: keys by their beginnings, long random strings, private keys in PEM. */
export function secretKeys(text: string): FoundSpan[] {
  const blocks = privateKeys(text);
  const tokens = wholeTokens(blotOut(text, blocks)).filter(({ start, end }) => isKey(text.slice(start, end)));
  return [...blocks, ...tokens].sort((a, b) => a.start - b.start);
}

/** JSON Web Tokens: three parts in base64url, the first two of which are objects. */
export const signedTokens = (text: string): FoundSpan[] =>
  wholeTokens(text).filter(({ start, end }) => signedToken.test(text.slice(start, end)));

/** Unbroken strings without the punctuation of their sentence. */
function wholeTokens(text: string): FoundSpan[] {
  return spansOf(text, /[\w.+/-]{16,}/g).map(({ start, end }) => {
    let last = end;
    while (last > start && '.-/+'.includes(text[last - 1]!)) last--;
    return { start, end: last };
  });
}

function isKey(token: string): boolean {
  if (prefixed.test(token)) return true;
  if (token.length < LONG || token.length > 512 || token.includes('/') || token.includes('.')) return false;
  return /[a-z]/.test(token) && /[A-Z]/.test(token) && /\d/.test(token) && bitsPerSign(token) >= BITS;
}

/** Shannon's entropy of the signs of a token, in bits. */
function bitsPerSign(token: string): number {
  const counts = new Map<string, number>();
  for (const sign of token) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / token.length) * Math.log2(count / token.length), 0);
}

/** From the first line of a private key to its last, or to the end of the text when that was cut off. */
function privateKeys(text: string): FoundSpan[] {
  const spans: FoundSpan[] = [];
  for (let start = text.indexOf(beginning); start >= 0;) {
    const isPrivate = /^[A-Z ]{0,30}PRIVATE KEY-----/.test(text.slice(start + beginning.length, start + 60));
    ending.lastIndex = start;
    const end = isPrivate ? (ending.exec(text) ? ending.lastIndex : text.length) : start + beginning.length;
    if (isPrivate) spans.push({ start, end });
    start = text.indexOf(beginning, end);
  }
  return spans;
}
