import type { Comparison } from '#contracts';
import { percent } from '../../format.ts';
import { tellP } from '../../told-p.ts';
import { tellRange, tellSize, tellValue } from './measures.ts';
import { words } from './strings.ts';

const text = words.evidence;
const size = (share: number): string => percent(Math.abs(share), 0);

/** `41 % less (35 % to 47 %)`: the difference relative to the control; the interval reads in the direction of the word. */
export function tellLift({ value, low, high }: { value: number; low: number; high: number }): string {
  const [near, far] = value >= 0 ? [low, high] : [-high, -low];
  const end = (share: number): string => `${share < 0 ? '−' : ''}${size(share)}`;
  return value >= 0 ? text.more(size(value), end(near), end(far)) : text.less(size(value), end(near), end(far));
}

/** 0.9996 is not certain, so it is not told as 100 %. */
export function tellChance(chance: number): string {
  if (chance > 0.999) return 'over 99.9 %';
  return chance < 0.001 ? 'under 0.1 %' : percent(chance);
}

/** What stands behind one difference, a line each: relative size, p-value, other intervals, chance to win. */
export function tellEvidence({ measure, role, difference, adjustedP, selected, adjusted, plannedEnd }: Comparison): string[] {
  if (difference.kind !== 'difference') return [];
  const { lift, running, belief } = difference;
  return [
    lift && tellLift(lift),
    adjustedP !== null && (role === 'primary' ? (plannedEnd ? text.hybrid : text.holm) : text.benjaminiHochberg)(tellP(adjustedP)),
    running && (running.contradiction ? text.contradiction : text.running(tellRange(measure, running), running.looks)),
    plannedEnd && text.plannedEnd(tellP(plannedEnd.p), tellP(plannedEnd.alpha), tellRange(measure, plannedEnd)),
    selected && text.selected(tellRange(measure, selected)),
    adjusted && text.adjusted(`${tellValue(measure, adjusted.value)} ${tellRange(measure, adjusted)}`, percent(adjusted.explained, 0)),
    text.chance(tellChance(belief.chanceToWin)),
  ].filter((line): line is string => typeof line === 'string');
}

/** What a statistician asks for besides, a line each: the p-values behind the adjusted one, the error, and what choosing wrongly costs. Nothing is claimed by these. */
export function tellBackground({ measure, adjustedP, difference }: Comparison): string[] {
  if (difference.kind !== 'difference') return [];
  const { p, low, high, standardError, running, anytime, belief } = difference;
  const always = running?.p ?? anytime?.p ?? null;
  return [
    always === null ? text.noAnytime : (adjustedP === null ? text.unadjusted : text.beforeAdjusting)(tellP(always)),
    text.oneLook(tellP(p), tellRange(measure, { low, high })),
    text.error(tellSize(measure, standardError)),
    text.loss(tellSize(measure, belief.lossOfTreatment), tellSize(measure, belief.lossOfControl)),
  ];
}
