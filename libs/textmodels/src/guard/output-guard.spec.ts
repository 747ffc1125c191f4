import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { priceOfLength } from '../../../../test/support/price-of-length.ts';
import { seededRandom } from '../seeded-random.ts';
import { literalTokens } from './control-tokens.ts';
import { harmlessQuestions } from './harmless-questions.fixture.ts';
import { OutputGuard } from './output-guard.ts';

const canary = 'q3f9a0b7c5d1e2f4a6b8c';
const block = '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIEpAIBAAKCAQEA7bq+/x==\n-----END RSA PRIVATE KEY-----';
/** Made from parts, so that nobody who looks for keys in this file finds one. */
const key = (prefix: string, length = 40): string => {
  const random = seededRandom(prefix.length + length);
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return prefix + Array.from({ length }, () => signs[Math.floor(random() * signs.length)]).join('');
};
const token = `${key('eyJ', 33)}.${key('', 60)}.${key('', 43)}`;

function read(pieces: readonly string[], secret = canary): { shown: string; guard: OutputGuard; longestWait: number } {
  const guard = new OutputGuard(secret);
  let [shown, longestWait] = ['', 0];
  for (const piece of pieces) {
    shown += guard.push(piece);
    longestWait = Math.max(longestWait, guard.waiting);
  }
  return { shown: shown + guard.rest(), guard, longestWait };
}

describe('an answer of a language model on its way out', () => {
  it.each([
    [`Use ${key('sk-proj-')} for that.`, 'Use [API key removed] for that.'], [key('sk-ant-api03-', 90), '[API key removed]'], [`(${key('sk_live_', 24)})`, '([API key removed])'],
    [`AKIA${'Q7ABCD3EFGHIJ5KL'}!`, '[API key removed]!'], [`\`${key('AIza', 35)}\``, '`[API key removed]`'], [key('hf_', 34), '[API key removed]'], [key('vt_', 43), '[API key removed]'],
    [key('ghp_', 36), '[access token removed]'], [key('xoxb-1234567890-', 40), '[access token removed]'], [`Bearer ${token}, ok`, 'Bearer [access token removed], ok'],
    [`Here:\n${block}\nKeep it safe.`, 'Here:\n[private key removed]\nKeep it safe.'],
  ])('loses the secret in "%s"', (text, shown) => {
    expect(read([text])).toMatchObject({ shown });
    expect([...read([text]).guard.findings]).toEqual(['secret']);
  });

  it.each([...literalTokens, '<|im_end|>', '<|start_header_id|>', '</S>'])('loses %s', (mark) => {
    expect(read([`Hello${mark}there`]).shown).toBe('Hello there');
    expect([...read([mark]).guard.findings]).toEqual(['control_token']);
  });

  it('joins nothing to a mark by taking another mark out', () => {
    expect(read(['<|im_<|x|>start|>']).shown).toBe('<|im_ start|>');
  });

  it('ends where it begins to tell the instructions, whatever the case', () => {
    const { shown, guard } = read(['Sure: "Reference: ', canary.toUpperCase(), '. You answer for Acme."']);
    expect([shown, guard.leaked]).toEqual(['Sure: "Reference: ', true]);
    expect(guard.push('More of them.')).toBe('');
  });

  it('keeps every harmless text as it is', () => {
    const harmless = [...harmlessQuestions, 'ask-a-question-about-anything-you-like-here', 'sk-learn-is-a-python-library-for-everybody', 'Use sk-xxxxxxxxxxxxxxxxxxxxxxxx', 'a < b, a <b>bold</b> [link](https://x.example/y?z=1) [1]',
      'Order SK-4471902 / vt_1', 'eyJ', 'task_force_alpha_bravo_charlie_delta_echo', '-----', '----- BEGIN', '[INS', '<|', '<|a', 'sk-'];
    for (const text of harmless) expect(read([text]).shown).toBe(text);
  });

  it('finds nearly every key that is made by chance', () => {
    const random = seededRandom(11);
    const alphabets = ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '0123456789abcdef'];
    const missed = Array.from({ length: 2_000 }, (_, at) => {
      const signs = alphabets[at % 2]!;
      return `sk-${Array.from({ length: 32 }, () => signs[Math.floor(random() * signs.length)]).join('')}`;
    }).filter((one) => read([one]).shown === one);
    expect(missed.length / 2_000).toBeLessThan(0.02);
  });
});

const parts = fc.oneof(
  fc.constantFrom('Hello ', 'sk-', 'ask-', 'is ', ' 12.', '[1]', '[', '<', '<|', '|>', 'im_start', '-----', canary, canary.slice(0, 9), block, block.slice(0, 20), token, 'eyJ', 'AKIA', '\n', 'Ä', '😀'),
  fc.constantFrom(...literalTokens), fc.constantFrom(key('sk-'), key('ghp_', 36), key('AIza', 35), key('xoxb-', 30), '<|im_end|>'), fc.string({ maxLength: 8 }),
);
const texts = fc.array(parts, { maxLength: 12 }).map((some) => some.join(''));

function cut(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((one) => one % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, at) => text.slice(from, places[at] ?? text.length));
}

describe('pieces of an answer', () => {
  it('may be cut anywhere: what is said and what was found stay the same', () => {
    fc.assert(fc.property(texts, fc.array(fc.nat(), { maxLength: 30 }), (text, cuts) => {
      const [whole, pieces, signs] = [read([text]), read(cut(text, cuts)), read([...text].flatMap((sign) => sign.split('')))];
      expect(pieces.shown).toBe(whole.shown);
      expect(signs.shown).toBe(whole.shown);
      expect([...pieces.guard.findings].sort()).toEqual([...whole.guard.findings].sort());
      expect(signs.longestWait).toBeLessThanOrEqual(64);
    }), { numRuns: 1_000, seed: 7 });
  });

  it('wait only while something forbidden can still come of them', () => {
    const endings = [canary, ...literalTokens, '<|a|>', '<|im_start|>', block];
    const filling = ['aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7d', 'ABCDEFGHIJKLMNOP', '9Z9Z9Z9Z9Z9Z9Z9Z9Z9ZA2B4', 'PRIVATE KEY-----'];
    const prefixes = ['sk-', 'sk_', 'rk_', 'vt_', 'SG.', 'AKIA', 'ASIA', 'AIza', 'hf_', 'npm_', 'whsec_', 'dop_v1_', 'pplx-', 'gsk_', 'xai-', 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'glpat-', 'ya29.',
      'xoxa-', 'xoxb-', 'xoxe-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-', 'eyJ', '-----BEGIN '];
    const completions = (held: string): string[] => {
      const lower = held.toLowerCase();
      const ends = endings.filter((one) => one.toLowerCase().startsWith(lower)).map((one) => one.slice(held.length));
      const begun = prefixes.filter((one) => one.startsWith(held)).flatMap((one) => filling.map((fill) => one.slice(held.length) + fill));
      const marks = held.startsWith('<|') ? ['a|>', '|>', '>'] : [];
      const blocks = Array.from({ length: 16 }, (_, from) => 'PRIVATE KEY-----'.slice(from));
      return [...ends, ...begun, ...filling, ...marks, ...blocks];
    };
    fc.assert(fc.property(texts, fc.nat(), (text, at) => {
      const begun = text.slice(0, at % (text.length + 1));
      const guard = new OutputGuard(canary);
      const shown = guard.push(begun);
      if (guard.waiting === 0) return;
      const held = begun.slice(begun.length - guard.waiting);
      const possible = completions(held).some((rest) => !read([begun + rest]).shown.startsWith(shown + held));
      expect({ held, possible }).toEqual({ held, possible: true });
    }), { numRuns: 1_000, seed: 8 });
  });

  it('of a harmless answer come at once, the first before all', () => {
    const answers = ['Sure, I can help you with that.', 'Your parcel left on Monday [1].', 'Gerne! Die Rücksendung ist kostenlos.', 'Yes. Sorry for the trouble.', 'Please open **My orders**.', 'Hello and thank you for asking.'];
    for (const text of answers) {
      const pieces = text.match(/\s?\S+/g) ?? [];
      const guard = new OutputGuard(canary);
      expect(guard.push(pieces[0]!)).toBe(pieces[0]);
      for (const piece of pieces.slice(1)) expect(guard.push(piece)).toBe(piece);
    }
  });

  it('cost little, also the worst: in proportion to their length', () => {
    const hostile = ['s'.repeat(16_000), 'sk-'.repeat(5_000), '<|'.repeat(8_000), '['.repeat(16_000), '-'.repeat(16_000), '-----BEGIN '.repeat(1_400), `sk-${'a1'.repeat(8)} `.repeat(800), 'q3f9a0b '.repeat(1_600)];
    for (const text of hostile) expect(priceOfLength((some) => read(some.match(/.{1,4}/gs) ?? []), text)).toBeLessThan(4);
  });
});
