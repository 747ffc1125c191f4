import { describe, expect, it } from '@jest/globals';
import { Config, Redis } from '#platform';
import { Limits } from './limits.ts';
import { SignInLimits } from './sign-in-limits.ts';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);

const alone = await Redis.connect({ redisUrl: null });
const freshLimits = (): SignInLimits => new SignInLimits(new Limits(new Config({ DUET_LIMIT_FACTOR: '100' }, '.'), alone));

describe('guessing a password', () => {
  it('from one address ends after five attempts, for that account only', async () => {
    const limits = freshLimits();
    for (let guess = 0; guess < 5; guess++) await limits.begin('ada@shop.example', '203.0.113.7', start);
    await expect(limits.begin('ada@shop.example', '203.0.113.7', start)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(limits.begin('bob@shop.example', '203.0.113.7', start)).resolves.toBeUndefined();
  });

  it('from many addresses gets slower, and never locks the owner out for longer than a minute', async () => {
    const limits = freshLimits();
    for (let guess = 1; guess <= 6; guess++) await limits.begin('ada@shop.example', `203.0.113.${guess}`, start);
    await expect(limits.begin('ada@shop.example', '198.51.100.1', after(1))).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 1_000 });
    let now = 60;
    for (let guess = 7; guess <= 30; guess++, now += 60) await limits.begin('ada@shop.example', `203.0.113.${guess}`, after(now));
    await expect(limits.begin('ada@shop.example', '198.51.100.1', after(now - 1))).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(limits.begin('ada@shop.example', '198.51.100.1', after(now))).resolves.toBeUndefined();
  });

  it('is forgiven when the owner signs in', async () => {
    const limits = freshLimits();
    for (let guess = 0; guess < 4; guess++) await limits.begin('ada@shop.example', '203.0.113.7', start);
    await limits.begin('ada@shop.example', '203.0.113.7', start);
    await limits.succeeded('ada@shop.example', '203.0.113.7');
    for (let guess = 0; guess < 5; guess++) await limits.begin('ada@shop.example', '203.0.113.7', start);
  });
});
