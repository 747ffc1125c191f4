import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config, Redis, newId } from '#platform';
import { RedisProcess } from '../../../test/support/redis-process.ts';
import { Limits } from './limits.ts';

const MESSAGES = 'visitor.message.burst';

describe('a limit', () => {
  it('refuses with the time to wait, and counts each key apart', async () => {
    const limits = new Limits(new Config({}, '.'), await Redis.connect({ redisUrl: null }));
    for (let message = 1; message <= 5; message++) await limits.take(MESSAGES, 'ada');
    const refusal = await limits.take(MESSAGES, 'ada').catch((problem: unknown) => problem as { code: string; retryAfterMs: number });
    expect(refusal).toMatchObject({ code: 'rate_limited' });
    expect(refusal?.retryAfterMs).toBeGreaterThan(0);
    expect(refusal?.retryAfterMs).toBeLessThanOrEqual(3_000);
    await limits.take(MESSAGES, 'bob');
  });

  it('is what somebody set, at once and without forgetting what was counted', async () => {
    const limits = new Limits(new Config({}, '.'), await Redis.connect({ redisUrl: null }));
    for (let message = 1; message <= 8; message++) await limits.take(MESSAGES, 'ada', 8);
    await expect(limits.take(MESSAGES, 'ada', 6)).rejects.toMatchObject({ code: 'rate_limited' });
    await limits.take(MESSAGES, 'ada', 10);
  });

  it('is wider by the factor, but not for passwords', async () => {
    const limits = new Limits(new Config({ DUET_LIMIT_FACTOR: '2' }, '.'), await Redis.connect({ redisUrl: null }));
    for (let message = 1; message <= 10; message++) await limits.take(MESSAGES, 'ada');
    await expect(limits.take(MESSAGES, 'ada')).rejects.toMatchObject({ code: 'rate_limited' });
    for (let guess = 1; guess <= 5; guess++) await limits.take('sign-in.account-at-address', 'ada');
    await expect(limits.take('sign-in.account-at-address', 'ada')).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

const describeWithRedis = RedisProcess.isInstalled ? describe : describe.skip;

describeWithRedis(`a limit of two servers with one Redis${RedisProcess.isInstalled ? '' : ' (left out: the program redis-server is not on this machine)'}`, () => {
  let program: RedisProcess;
  let connections: Redis[];
  let servers: [Limits, Limits];

  beforeAll(async () => {
    program = await RedisProcess.create();
    await program.start();
    connections = await Promise.all([1, 2].map(() => Redis.connect({ redisUrl: program.url })));
    const [first, second] = connections.map((redis) => new Limits(new Config({}, '.'), redis));
    servers = [first as Limits, second as Limits];
    await isHere(true);
  });
  afterAll(async () => {
    for (const redis of connections) redis.onApplicationShutdown();
    await program.end();
  });

  const isHere = async (here: boolean): Promise<void> => {
    while (connections.some((redis) => redis.isHere !== here)) await new Promise((done) => setTimeout(done, 10));
  };
  /** How many messages a visitor may send who goes from server to server. */
  const budget = async (): Promise<number> => {
    const visitor = newId();
    for (let sent = 0; ; sent++) {
      const admitted = await servers[sent % 2 as 0 | 1].take(MESSAGES, visitor).then(() => true, () => false);
      if (!admitted) return sent;
    }
  };

  it('is one budget', async () => {
    expect(await budget()).toBe(5);
  });

  it('is forgiven on both', async () => {
    for (let guess = 1; guess <= 5; guess++) await servers[0].take('sign-in.account-at-address', 'ada');
    await expect(servers[1].take('sign-in.account-at-address', 'ada')).rejects.toMatchObject({ code: 'rate_limited' });
    await servers[1].forget('sign-in.account-at-address', 'ada');
    await servers[0].take('sign-in.account-at-address', 'ada');
  });

  it('is one for each server while Redis is away, and one budget again afterwards', async () => {
    await program.end();
    expect(await budget()).toBe(10);
    await isHere(false);
    expect(await budget()).toBe(10);
    await program.start();
    await isHere(true);
    expect(await budget()).toBe(5);
  });
});
