import type { VariantLook } from '../variant-look.ts';

export interface Point {
  day: string;
  /** Null where there are too few to say. */
  value: number | null;
  /** Ends of the interval. */
  band?: [low: number, high: number];
  /** The value with everything that belongs to it, for the tooltip. */
  told: string;
}

export interface Series {
  id: string;
  name: string;
  isControl: boolean;
  /** Tells it apart from another variant of this name. */
  note?: string | undefined;
  look: VariantLook;
  points: readonly Point[];
}
