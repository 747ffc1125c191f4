import type { VariantLook } from '../variant-look.ts';

export interface XyLine {
  id: string;
  name: string;
  look: VariantLook;
  /** `told` is the value with its unit, for the tooltip. */
  points: readonly { x: number; y: number; told: string }[];
}

/** Looks of lines that are no variants, so that nobody reads a kind into them. */
export const plainLook: VariantLook = { colour: 'var(--accent)', shape: 'circle', hollow: false };
export const secondLook: VariantLook = { colour: 'var(--variant-none)', shape: 'diamond', dash: '6 4', hollow: true };
