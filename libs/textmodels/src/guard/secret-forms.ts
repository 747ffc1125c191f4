export type SecretKind = 'api_key' | 'access_token' | 'private_key';

/** A place in a text: no secret begins here, one may begin here, or one does; `length` signs make it certain. */
export type Reading<K extends string> = 'none' | 'open' | { kind: K; length: number };

interface SecretForm {
  kind: SecretKind;
  prefixes: readonly string[];
  /** Signs that a secret goes on with, after its prefix. */
  body: RegExp;
  /** So many of them make it certain. */
  least: number;
  /** They must also change between small letters, capitals and figures, as words do not. */
  mixed?: true;
}

const [letters, wide, dotted] = [/[A-Za-z0-9]/, /[A-Za-z0-9_-]/, /[A-Za-z0-9_.-]/];
const forms: readonly SecretForm[] = [
  { kind: 'api_key', prefixes: ['sk-', 'sk_', 'rk_', 'vt_', 'SG.'], body: dotted, least: 20, mixed: true },
  { kind: 'api_key', prefixes: ['AKIA', 'ASIA'], body: /[A-Z0-9]/, least: 16 },
  { kind: 'api_key', prefixes: ['AIza'], body: wide, least: 35 },
  { kind: 'api_key', prefixes: ['hf_', 'npm_', 'whsec_', 'dop_v1_', 'pplx-', 'gsk_', 'xai-'], body: letters, least: 20, mixed: true },
  { kind: 'access_token', prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'glpat-', 'ya29.'], body: wide, least: 20 },
  { kind: 'access_token', prefixes: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-'], body: wide, least: 20, mixed: true },
  { kind: 'access_token', prefixes: ['eyJ'], body: dotted, least: 20, mixed: true },
];
const keyBlock = { begins: '-----BEGIN ', ends: 'PRIVATE KEY-----', between: 24 };
const leastChanges = 5;

/** First signs of everything that `secretAt` knows. */
export const secretStarts: ReadonlySet<string> = new Set([...forms.flatMap(({ prefixes }) => prefixes.map(([first]) => first!)), '-']);

/**
 * Does a secret begin at this place? Of two that do, the one that is certain first.
 *
 * @param before the sign before the place; inside a word nothing begins
 */
export function secretAt(text: string, at: number, before: string): Reading<SecretKind> {
  if (letters.test(before)) return 'none';
  let best = keyBlockAt(text, at);
  for (const form of forms) best = firstCertain(best, formAt(form, text, at));
  return best;
}

/** Of two readings of one place the one that counts. */
export function firstCertain<K extends string>(one: Reading<K>, other: Reading<K>): Reading<K> {
  if (typeof one === 'string') return typeof other === 'string' && other === 'none' ? one : other;
  return typeof other === 'string' || other.length >= one.length ? one : other;
}

/** How far a text agrees with a literal: not, as far as it goes, or wholly. */
export function agrees(text: string, at: number, literal: string): 'none' | 'open' | 'whole' {
  if (text.startsWith(literal, at)) return 'whole';
  const rest = text.length - at;
  return rest < literal.length && literal.startsWith(text.slice(at)) ? 'open' : 'none';
}

function formAt(form: SecretForm, text: string, at: number): Reading<SecretKind> {
  let open = false;
  for (const prefix of form.prefixes) {
    const agreed = agrees(text, at, prefix);
    if (agreed === 'whole') return bodyOf(form, text, at + prefix.length, prefix.length);
    open ||= agreed === 'open';
  }
  return open ? 'open' : 'none';
}

function bodyOf({ kind, body, least, mixed }: SecretForm, text: string, from: number, before: number): Reading<SecretKind> {
  const end = Math.min(text.length, from + least);
  let changes = 0;
  for (let at = from; at < end; at++) {
    if (!body.test(text[at]!)) return 'none';
    if (at > from && isChange(text[at - 1]!, text[at]!)) changes++;
  }
  const missing = least - (end - from);
  if (mixed && changes + missing < leastChanges) return 'none';
  return missing > 0 ? 'open' : { kind, length: before + least };
}

const sortOf = (sign: string): string => (/[a-z]/.test(sign) ? 'a' : /[A-Z]/.test(sign) ? 'A' : /[0-9]/.test(sign) ? '0' : '');
const isChange = (one: string, other: string): boolean => sortOf(one) !== '' && sortOf(other) !== '' && sortOf(one) !== sortOf(other);

function keyBlockAt(text: string, at: number): Reading<SecretKind> {
  const begun = agrees(text, at, keyBlock.begins);
  if (begun !== 'whole') return begun;
  const from = at + keyBlock.begins.length;
  for (let name = 0; name <= keyBlock.between; name++) {
    const agreed = agrees(text, from + name, keyBlock.ends);
    if (agreed === 'whole') return { kind: 'private_key', length: keyBlock.begins.length + name + keyBlock.ends.length };
    if (agreed === 'open') return 'open';
    if (!/[A-Z0-9 ]/.test(text[from + name] ?? '')) return 'none';
  }
  return 'none';
}

/** What goes on belonging to a secret that was found, sign by sign. */
export function secretTail(kind: SecretKind): (sign: string) => boolean {
  if (kind !== 'private_key') return (sign) => dotted.test(sign);
  // To the end of the closing line, and not for ever when there is none.
  let [dashes, rows, left] = [0, 0, 8_192];
  return (sign) => {
    if (rows === 2 || left-- === 0) return false;
    dashes = sign === '-' ? dashes + 1 : 0;
    if (dashes === 5) rows++;
    return true;
  };
}
