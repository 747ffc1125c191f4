import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Visitor } from '#accounts';
import { TopicReader } from '#backends';
import { Lifecycle, takeUnread } from '#experiments';
import { Load, newId } from '#platform';
import { startChat } from '../../../test/support/chat.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { rooms } from '../../../test/support/rooms.ts';
import { startTopicDesk, type TopicDesk } from '../../../test/support/topic-desk.ts';
import { Farewell } from './farewell.ts';
import { FirstMessages } from './index.ts';

interface Known {
  unit: string;
  variant: string;
  topic: string | null;
  language: string | null;
  read: boolean;
  ratings: number | null;
  sum: number | null;
}

jest.setTimeout(60_000);

describe('the first message of a visitor in an experiment', () => {
  let desk: TopicDesk;

  beforeAll(async () => {
    desk = await startTopicDesk();
  });
  afterEach(async () => {
    // One experiment after the other on the same site.
    for (const { id } of await desk.query<{ id: string }>(`select id from experiment where state = 'running'`)) await stop(id);
  });
  afterAll(() => desk.stop());

  const stop = (id: string) => desk.server.app.get(Lifecycle, { strict: false }).stop({ workspaceId: desk.site.workspaceId, name: 'Ada' }, { id, reason: 'For the test' });
  const known = (experimentId: string): Promise<Known[]> => desk.query<Known>(
    `select unit_id as unit, variant_id as variant, topic, language, read_at is not null as read, earlier_ratings as ratings, earlier_rating_sum as sum
     from assignment where experiment_id = $1 order by assigned_at, unit_id`, [experimentId]);
  const reader = () => desk.server.app.get(TopicReader, { strict: false });

  it('has one topic whichever variant answered it and whatever that one took it for', async () => {
    const { id, variants } = await desk.running();
    const texts = ['Where has my parcel got to?', 'Can I have my money back?', 'who won the cup final'];
    for (const text of texts) for (const variant of variants) await desk.visit({ text, variantId: variant.id });
    await desk.answered();
    await desk.readTopics();
    const read = await known(id);
    const of = (variantId: string) => read.filter(({ variant }) => variant === variantId).map(({ topic }) => topic);
    expect(variants.map((variant) => of(variant.id))).toEqual([['parcel', 'refund', 'oos'], ['parcel', 'refund', 'oos']]);
    const own = await desk.query<{ intents: string }>('select count(distinct intent)::integer as intents from outcome where experiment_id = $1', [id]);
    expect(own).toEqual([{ intents: 2 }]);
  });

  it('is the one with which the phase began for the visitor, not a later one', async () => {
    const { id } = await desk.running();
    const { visitor } = await desk.visit({ text: 'track my delivery please' });
    await desk.visit({ text: 'refund', visitor });
    await desk.readTopics();
    expect(await known(id)).toMatchObject([{ topic: 'parcel', language: 'en' }]);
  });

  it('counts as read, and as of no known topic, once it was erased', async () => {
    const { id } = await desk.running();
    const { visitor, conversationId } = await desk.visit({ text: 'refund please' });
    await desk.visit({ text: 'where is my parcel', visitor });
    await desk.answered();
    await desk.server.app.get(Farewell).forget(visitor, conversationId);
    await desk.readTopics();
    expect(await known(id)).toMatchObject([{ topic: null, language: null, read: true }]);
  });

  it('is read by and by, without being asked for', async () => {
    const { id } = await desk.running();
    await desk.visit({ text: 'where is my parcel now' });
    jest.mocked(desk.server.app.get(FirstMessages).round).mockRestore();
    expect(await eventually(() => known(id), (rows) => rows.every(({ read }) => read))).toMatchObject([{ topic: 'parcel', read: true }]);
    jest.spyOn(desk.server.app.get(FirstMessages), 'round').mockResolvedValue();
  });

  it('is read of experiments that have stopped meanwhile, too', async () => {
    const { id } = await desk.running();
    await desk.visit({ text: 'my refund has not come yet' });
    await stop(id);
    await desk.readTopics();
    expect(await known(id)).toMatchObject([{ topic: 'refund', read: true }]);
  });

  it('waits while visitors have to wait themselves', async () => {
    const { id } = await desk.running();
    await desk.visit({ text: 'my refund has not come yet' });
    const busy = jest.spyOn(desk.server.app.get(Load, { strict: false }), 'isBusy', 'get').mockReturnValue(true);
    await desk.readTopics();
    expect(await known(id)).toMatchObject([{ read: false }]);
    busy.mockReturnValue(false);
    await desk.readTopics();
    expect(await known(id)).toMatchObject([{ read: true }]);
    busy.mockRestore();
  });

  it('is read after a restart although a server died over it', async () => {
    const { id } = await desk.running();
    await desk.visit({ text: 'has my order been sent' });
    await desk.answered();
    expect(await desk.db.database.acrossWorkspaces((tx) => takeUnread(tx, 10))).toMatchObject([{ experimentId: id, attempts: 1 }]);
    await desk.readTopics();
    expect(await known(id)).toMatchObject([{ read: false }]);
    const next = await startChat(desk.db, rooms);
    await next.app.get(FirstMessages).readAll();
    expect(await known(id)).toMatchObject([{ topic: 'parcel', read: true }]);
    await next.stop();
  });

  it('is taken by one of several servers', async () => {
    const { id } = await desk.running();
    for (let count = 0; count < 6; count++) await desk.visit({ text: 'refund please' });
    await desk.answered();
    const taken = await Promise.all([1, 2, 3].map(() => desk.db.database.acrossWorkspaces((tx) => takeUnread(tx, 2))));
    const units = taken.flat().map(({ unitId }) => unitId);
    expect([units.length, new Set(units).size]).toEqual([6, 6]);
    expect(new Set(units)).toEqual(new Set((await known(id)).map(({ unit }) => unit)));
    await desk.query('update assignment set reading_until = null');
    await desk.readTopics();
  });

  describe('that cannot be read', () => {
    const dueAgain = () => desk.query(`update assignment set reading_until = now() - interval '1 second' where read_at is null`);

    it('is left for later, keeps no other one back, and is given up after five times', async () => {
      const { id } = await desk.running();
      await desk.visit({ text: 'poison' });
      await desk.visit({ text: 'where is my parcel' });
      const read = reader().read.bind(reader());
      const reading = jest.spyOn(reader(), 'read').mockImplementation((workspaceId, texts, signal) => (texts.includes('poison') ? Promise.reject(new Error('the encoder died')) : read(workspaceId, texts, signal)));
      await desk.readTopics();
      expect(await known(id)).toMatchObject([{ read: false }, { topic: 'parcel', read: true }]);
      await desk.readTopics();
      expect(reading).toHaveBeenCalledTimes(2);
      for (let time = 0; time < 3; time++) {
        await dueAgain();
        await desk.readTopics();
      }
      expect(await known(id)).toMatchObject([{ read: false }, { read: true }]);
      await dueAgain();
      await desk.readTopics();
      expect(await known(id)).toMatchObject([{ topic: null, read: true }, { read: true }]);
      await desk.readTopics();
      expect(reading).toHaveBeenCalledTimes(6);
      reading.mockRestore();
    });

    it('stops the round with the third in a row: the rest were not even tried', async () => {
      const { id } = await desk.running();
      for (let count = 0; count < 5; count++) await desk.visit({ text: 'refund please' });
      const reading = jest.spyOn(reader(), 'read').mockRejectedValue(new Error('no encoder'));
      await desk.readTopics();
      expect(reading).toHaveBeenCalledTimes(3);
      expect((await desk.query<{ attempts: number }>('select read_attempts as attempts from assignment where experiment_id = $1 order by 1', [id])).map(({ attempts }) => attempts)).toEqual([0, 0, 1, 1, 1]);
      reading.mockRestore();
      await dueAgain();
      await desk.readTopics();
      expect((await known(id)).every(({ topic }) => topic === 'refund')).toBe(true);
    });
  });

  describe('comes with what its visitor rated before', () => {
    const rated = async (id: string) => (await known(id)).map(({ ratings, sum }) => [ratings, sum]);
    const asPerson = (visitors: readonly Visitor[], subject: string) => Promise.all(visitors.map((visitor) => desk.query(
      'insert into visitor_alias (workspace_id, visitor_id, site_id, subject, unit_id) values ($1, $2, $3, $4, $5)', [visitor.workspaceId, visitor.id, visitor.siteId, subject, visitors[0]!.id])));

    it('of conversations outside this phase and before its assignment', async () => {
      const visitor = await desk.visitor();
      await desk.visit({ text: 'hello', visitor, score: 5 });
      await desk.visit({ text: 'hello', visitor, score: 2 });
      const late = await desk.visit({ text: 'not rated yet', visitor });
      const { id } = await desk.running();
      await desk.visit({ text: 'refund please', visitor, score: 1 });
      await desk.visit({ text: 'refund please' });
      await desk.query('update outcome set csat = 4, rated_at = now() where conversation_id = $1', [late.conversationId]);
      await desk.readTopics();
      expect(await rated(id)).toEqual([[2, 7], [0, 0]]);
    });

    it('in every browser that was known to be the person\'s', async () => {
      const [first, second, third] = [await desk.visitor(), await desk.visitor(), await desk.visitor()];
      await asPerson([first, second], newId());
      for (const visitor of [first, second, third]) await desk.visit({ text: 'hello', visitor, score: 3 });
      const { id } = await desk.running();
      await desk.visit({ text: 'refund please', visitor: second });
      await desk.query('insert into visitor_alias (workspace_id, visitor_id, site_id, subject, unit_id) select workspace_id, $2, site_id, subject, unit_id from visitor_alias where visitor_id = $1', [first.id, third.id]);
      await desk.readTopics();
      expect([await rated(id), (await known(id))[0]?.topic]).toEqual([[[2, 6]], 'refund']);
    });

    it('where conversations are the units as well', async () => {
      const visitor = await desk.visitor();
      await desk.visit({ text: 'hello', visitor, score: 4 });
      const { id } = await desk.running({ unit: 'conversation' });
      await desk.visit({ text: 'refund please', visitor, score: 1 });
      await desk.visit({ text: 'where is my parcel', visitor });
      await desk.readTopics();
      expect((await known(id)).map(({ topic, ratings, sum }) => [topic, ratings, sum])).toEqual([['refund', 1, 4], ['parcel', 1, 4]]);
    });
  });
});
