import { describe, expect, it } from '@jest/globals';
import type { BackendVersion } from '#contracts';
import { standsIn } from './stands-in.ts';

const version = (id: string, engine: BackendVersion['engine'], answeredBy: string[] = []) =>
  ({ id, engine, answeredBy: answeredBy.map((to) => ({ id: to, backendId: to, backendName: to, kind: 'prompt' as const, number: 1 })) });
const versions = [version('built in', 'embedded'), version('model', 'language_model'), version('rule', 'embedded', ['built in']), version('rule to a model', 'embedded', ['built in', 'model'])];

describe('what stands in for a variant that fails', () => {
  it.each([['built in', true], ['rule', true], ['model', false], ['rule to a model', false], ['gone', false], [null, false]])('is the default of the site where the built-in engine answers (%s: %s)', (id, able) => {
    expect(standsIn(versions, id)).toBe(able);
  });
});
