import { describe, expect, it } from '@jest/globals';
import { inTheWay, stretchesOf, widestFree, type Layer } from './taken-by.ts';

const layer: Layer = {
  taken: [{ experimentId: 'b', name: 'Later', from: 6_000, to: 7_000 }, { experimentId: 'a', name: 'Half', from: 0, to: 5_000 }],
  free: [{ from: 5_000, to: 6_000 }, { from: 7_000, to: 10_000 }],
  holdout: { share: 0, visitors: 0 },
};

describe('the visitors of a site', () => {
  it('stand in their order, with nobody in between', () => {
    expect(stretchesOf(layer).map(({ name, from, to }) => [name, from, to])).toEqual([['Half', 0, 5_000], [null, 5_000, 6_000], ['Later', 6_000, 7_000], [null, 7_000, 10_000]]);
  });

  it('are wanted by two where slices overlap, and not where they touch', () => {
    expect(inTheWay({ from: 4_000, to: 6_001 }, layer).sort()).toEqual(['Half', 'Later']);
    expect(inTheWay({ from: 5_000, to: 6_000 }, layer)).toEqual([]);
  });

  it('are offered where the widest part is free', () => {
    expect(widestFree(layer)).toEqual({ from: 7_000, to: 10_000 });
    expect(widestFree({ free: [] })).toBeNull();
  });
});
