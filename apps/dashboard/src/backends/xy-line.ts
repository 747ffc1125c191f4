import type { VariantLook } from '../variant-look.ts';

export interface XyLine {
  id: string;
  name: string;
  look: VariantLook;
  /** `told` is the value with its unit, for the tooltip. */
  points: readonly { x: number; y: number; told: string }[];
}

/** `92.5 %`, `90 %`: a tick of a share. */
export const shareTick = (share: number): string => `${Number((share * 100).toFixed(1))}\u00a0%`;

/** From the tenth below the lowest share up to all of them. */
export const shareDomain = (shares: readonly number[]): [number, number] => [Math.max(0, Math.floor(Math.min(...shares) * 10) / 10), 1];

/** Looks of lines that are no variants, so that nobody reads a kind into them. */
export const plainLook: VariantLook = { colour: 'var(--accent)', shape: 'circle', hollow: false };
export const secondLook: VariantLook = { colour: 'var(--variant-none)', shape: 'diamond', dash: '6 4', hollow: true };
