import { withoutHidden } from './hidden-characters.ts';

/** Letters of other scripts that look like a Latin one, each group after the letter that it looks like. */
const lookalikes = `
  aаαɑ bЬвβ cсϲ dԁ eеєεҽ fƒ gɡց hһн iіιıї jјʝ kκкԟ lӏⅼɩ mм nոпη oоοօσ pрρ qԛգ rгѓ sѕʂ tтτ uυսц vѵνʋ wԝωш xхχ yуүγ zʐᴢ`;
const latinOf = new Map(lookalikes.trim().split(/\s+/).flatMap(([latin, ...others]) => others.map((other) => [other, latin!] as const)));
const marks = /\p{M}+/gu;
const latinOrDigit = /[a-z]/;

/**
 * A text as it is compared, never as it is shown: compatibility forms resolved, hidden signs and accents gone, lower case,
 * and letters that only look Latin replaced in words that mix them with Latin ones or hold nothing else.
 */
export function foldedForMatching(text: string): string {
  const plain = withoutHidden(text.normalize('NFKC')).toLowerCase().normalize('NFD').replace(marks, '');
  return plain.replace(/[\p{L}\p{N}]+/gu, (word) => (isForeign(word) ? word : [...word].map((sign) => latinOf.get(sign) ?? sign).join('')));
}

/** A word of another script: some of its letters look like no Latin one. */
function isForeign(word: string): boolean {
  if (latinOrDigit.test(word)) return false;
  return [...word].some((sign) => !latinOf.has(sign));
}

const leetLetters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' };

/** Figures that stand for letters inside words (`1gn0re`) read as letters; numbers stay as they are. */
export const withoutLeet = (folded: string): string =>
  folded.replace(/[a-z0-9@$!]{3,40}/g, (word) => (/[a-z]/.test(word) && /[0-9@$]/.test(word) ? word.replace(/[013457@$!]/g, (sign) => leetLetters[sign]!) : word));
