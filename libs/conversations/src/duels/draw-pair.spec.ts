import { describe, expect, it } from '@jest/globals';
import { drawPair } from './draw-pair.ts';

const of = (...versions: string[]) => versions.map((backendVersionId, at) => ({ backendVersionId, variantId: `v${at}` }));
/** Every outcome of the draw, in even steps. */
const outcomes = (candidates: ReturnType<typeof of>, steps: number): string[] => Array.from({ length: steps }, (_, at) => {
  const pair = drawPair(candidates, () => at / steps);
  return pair ? `${pair.left.variantId}${pair.right.variantId}` : 'none';
});

describe('the draw of two versions', () => {
  it('gives each of two either side equally often', () => {
    expect(outcomes(of('a', 'b'), 4)).toEqual(['v0v1', 'v0v1', 'v1v0', 'v1v0']);
  });

  it('gives each pair of three, in each order, the same chance', () => {
    expect(outcomes(of('a', 'b', 'c'), 6).sort()).toEqual(['v0v1', 'v0v2', 'v1v0', 'v1v2', 'v2v0', 'v2v1']);
  });

  it('never sets a version against itself', () => {
    expect(outcomes(of('a', 'a', 'b'), 4).sort()).toEqual(['v0v2', 'v1v2', 'v2v0', 'v2v1']);
    expect(drawPair(of('a', 'a'), () => 0)).toBeNull();
  });
});
