import { GateLimits } from '#contracts';

export type LimitName = keyof GateLimits;

export interface LimitShape {
  name: LimitName;
  /** Of what is stored; what is shown is so many times as much. */
  scale: number;
  min: number;
  max: number;
  suffix: 'points' | 'percent' | 'times';
}

/** In the order of the form. */
export const limitShapes: readonly LimitShape[] = [
  { name: 'passLoss', scale: 100, min: 0, max: 50, suffix: 'points' }, { name: 'leastPass', scale: 100, min: 0, max: 100, suffix: 'percent' },
  { name: 'latencyRatio', scale: 1, min: 1, max: 100, suffix: 'times' }, { name: 'costRatio', scale: 1, min: 1, max: 10_000, suffix: 'times' },
  { name: 'refusals', scale: 100, min: 0, max: 50, suffix: 'points' }, { name: 'groundedness', scale: 100, min: 0, max: 50, suffix: 'points' }, { name: 'leastWins', scale: 100, min: 0, max: 100, suffix: 'percent' },
];

export const usualLimits: GateLimits = GateLimits.parse({});

/** As it stands in its field; empty: not asked. */
export const shownLimit = (limits: GateLimits, { name, scale }: LimitShape): number | '' => {
  const value = limits[name];
  return value === null ? '' : Math.round(value * scale * 100) / 100;
};

/** What was typed; empty takes the question away where it may be left out, and is the usual limit elsewhere. */
export function withLimit(limits: GateLimits, { name, scale, min, max }: LimitShape, typed: number | string): GateLimits {
  const value = typed === '' || !Number.isFinite(Number(typed)) ? null : Math.min(max, Math.max(min, Number(typed))) / scale;
  const optional = name === 'latencyRatio' || name === 'costRatio';
  return { ...limits, [name]: value === null && !optional ? usualLimits[name] : value };
}
