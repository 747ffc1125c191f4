import type { BucketSize } from '#contracts';
import type { VariantLook } from '../variant-look.ts';

export interface Point {
  /** When it begins. */
  start: string;
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

/** Lines over one time axis. */
export interface Picture {
  series: readonly Series[];
  bucket: BucketSize;
  /** Points of time with a letter, explained beside the chart. */
  marks?: readonly { start: string; letter: string }[];
}

/** True for a point without a neighbour: no line and no band can show it. */
export const isLonely = (points: readonly Point[], at: number): boolean =>
  points[at]?.value != null && points[at - 1]?.value == null && points[at + 1]?.value == null;

/** The ends that a point gives to the band of its line; null for a lonely one, whose whisker shows them. */
export const bandOf = (points: readonly Point[], at: number): Point['band'] | null => (isLonely(points, at) ? null : points[at]?.band ?? null);
