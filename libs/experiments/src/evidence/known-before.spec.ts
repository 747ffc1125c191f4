import { describe, expect, it } from '@jest/globals';
import type { ArrivalRow, AskedMomentsRow, KnownMomentsRow } from '#analytics';
import { Arrivals, AskedCell } from '#contracts';
import { sumsOf } from '../analysis/sums.ts';
import { arrivalsOf, askedOf, segmentsOf } from './known-before.ts';

const names = new Map([['parcel', 'Where is my parcel?']]);
const moments = (topic: string | null, variantId: string, scores: readonly number[], more: Partial<KnownMomentsRow> = {}): KnownMomentsRow =>
  ({ variantId, epoch: 1, topic, earlier: 'none', ...sumsOf(scores.map((score) => [score, 1] as const)), ...more });
const row = (kind: ArrivalRow['kind'], key: string | null, units: number, more: Partial<ArrivalRow> = {}): ArrivalRow => ({ kind, key, variantId: 'a', epoch: 1, units, ...more });

describe('a measure by topic', () => {
  it('adds up whatever visitors rated before, and is called as the company calls its topics', () => {
    const cells = segmentsOf([moments('parcel', 'a', [1, 2]), moments('parcel', 'a', [5], { earlier: 'happy' }), moments('parcel', 'b', [4]), moments('gone', 'a', [3]), moments('oos', 'b', [2, 2]), moments(null, 'a', [1])], names);
    expect(cells.map(({ name, variantId, sums }) => [name, variantId, sums.units, sums.y, sums.yy])).toEqual([
      ['Where is my parcel?', 'a', '3', '8', '30'], ['Where is my parcel?', 'b', '1', '4', '16'], ['Other', 'b', '2', '4', '8'], ['gone', 'a', '1', '3', '9'],
    ]);
  });

  it('has a hundred topics at most, the commonest', () => {
    const cells = segmentsOf(Array.from({ length: 150 }, (_, at) => moments(`t${at}`, 'a', Array.from({ length: 1 + (at % 150) }, () => 1))), names);
    expect([cells.length, cells[0]?.topic, cells.at(-1)?.topic]).toEqual([100, 't149', 't50']);
  });
});

describe('who was asked for a rating', () => {
  const asked = (topic: string | null, units: number): AskedMomentsRow => ({ variantId: 'a', epoch: 1, topic, earlier: 'none', units, raters: 1, a: units, x: 1, y: 4, aa: units, xx: 1, yy: 16, ax: 1, ay: 4, xy: 4 });

  it('is kept by the twelve commonest topics; those beyond are one, and those of no topic stay apart', () => {
    const cells = askedOf([...Array.from({ length: 15 }, (_, at) => asked(`t${String(at).padStart(2, '0')}`, 100 - at)), asked(null, 7)]);
    expect(cells.map(({ topic }) => topic)).toEqual([...Array.from({ length: 12 }, (_, at) => `t${String(at).padStart(2, '0')}`), '', null]);
    expect(cells.find(({ topic }) => topic === '')).toMatchObject({ units: 88 + 87 + 86, raters: 3, y: 12, yy: 48 });
    expect(cells.every((cell) => AskedCell.safeParse(cell).success)).toBe(true);
  });
});

describe('what units came with', () => {
  it('is counted in twelve groups a kind at most: the commonest, the others together, and those of which nothing is known', () => {
    const many = Array.from({ length: 30 }, (_, at) => [row('topic', `t${at}`, 100 - at), row('topic', `t${at}`, 1, { variantId: 'b' })]).flat();
    const { groups, unread } = arrivalsOf([...many, row('topic', null, 7), row('hour', '8', 3), row('language', 'de', 2), row('earlier', 'happy', 1)], names, 4);
    const topics = groups.filter(({ kind }) => kind === 'topic');
    expect(new Set(topics.map(({ key }) => key)).size).toBe(12);
    expect(topics.filter(({ name }) => name === 'All others').map(({ variantId, units }) => [variantId, units])).toEqual([['a', (90 * 20) - 190], ['b', 20]]);
    expect(topics.reduce((sum, { units }) => sum + units, 0)).toBe(30 * 100 - 435 + 30 + 7);
    expect(arrivalsOf([row('browser', null, 9), row('fallback', 'own', 9)], names, 0).groups).toEqual([]);
    expect(arrivalsOf([row('browser', 'automated', 1), row('browser', null, 9), row('fallback', 'own', 9), row('fallback', 'elsewhere', 1)], names, 0).groups.map(({ name, units: of }) => [name, of]))
      .toEqual([['Automated browsers', 1], ['Not known', 9], ['Only the assigned engine', 9], ['Another engine at least once', 1]]);
    expect(groups.slice(-3).map(({ name }) => name)).toEqual(['German', '08:00 to 10:00', 'Rated 4 or better before']);
    expect(unread).toBe(4);
    expect(Arrivals.safeParse({ groups, unread }).success).toBe(true);
  });
});
