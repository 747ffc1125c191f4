import type { VariantLook } from '../variant-look.ts';

export interface XyLine {
  id: string;
  name: string;
  look: VariantLook;
  /** `told` is the value with its unit, for the tooltip; a line without it is there for comparison only. */
  points: readonly { x: number; y: number; told?: string }[];
  /** A line without marks, or marks without a line; both unless it says so. */
  drawn?: 'line' | 'marks';
}

/** `92.5 %`, `90 %`: a tick of a share. */
export const shareTick = (share: number): string => `${Number((share * 100).toFixed(1))}\u00a0%`;

/** Even ticks from a tenth at or below the lowest share up to all of them. */
export function shareTicks(shares: readonly number[]): number[] {
  const lowest = Math.max(0, Math.min(9, Math.floor(Math.min(...shares) * 10)));
  const tenths = 10 - lowest;
  const step = tenths > 5 ? 2 : tenths > 2 ? 1 : tenths / 4;
  const ticks = Math.floor(tenths / step) + 1;
  return Array.from({ length: ticks }, (_, at) => (10 - at * step) / 10).reverse();
}

/** Looks of lines that are no variants, so that nobody reads a kind into them. */
export const plainLook: VariantLook = { colour: 'var(--accent)', shape: 'circle', hollow: false };
export const secondLook: VariantLook = { colour: 'var(--variant-none)', shape: 'diamond', dash: '6 4', hollow: true };
export const thirdLook: VariantLook = { colour: 'var(--accent)', shape: 'square', dash: '8 4', hollow: true };
/** Of what is wished for or ideal, behind what was measured. */
export const idealLook: VariantLook = { colour: 'var(--line-strong)', shape: 'circle', dash: '3 4', hollow: true };
