import { describe, expect, it } from '@jest/globals';
import { Passwords } from './passwords.ts';

describe('passwords', () => {
  it('are kept as Argon2id with the recommended cost', async () => {
    expect(await new Passwords().hash('quiet-harbour-41-lamps')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('match however a keyboard composes their letters', async () => {
    const passwords = new Passwords();
    const stored = await passwords.hash('caf\u00e9-caf\u00e9-caf\u00e9');
    expect(await passwords.matches(stored, 'cafe\u0301-cafe\u0301-cafe\u0301')).toBe(true);
    expect(await passwords.matches(stored, 'cafe-cafe-cafe')).toBe(false);
  });

  it('never match where there is no account', async () => {
    expect(await new Passwords().matches(null, '')).toBe(false);
  });

  it('wait for their turn, and are refused when a hundred wait', async () => {
    const passwords = new Passwords();
    const all = await Promise.allSettled(Array.from({ length: 110 }, () => passwords.hash('quiet-harbour-41-lamps')));
    const refused = all.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(6);
    expect(refused[0]?.reason).toMatchObject({ code: 'rate_limited' });
    await expect(passwords.hash('quiet-harbour-41-lamps')).resolves.toMatch(/^\$argon2id/);
  });
});
