import type { Gate } from '#contracts';
import { words } from './strings.ts';

/** Gates as they are read: what stands in the way, the worst first, apart from what is fine. */
export function sortGates(gates: readonly Gate[]): { inTheWay: Gate[]; fine: Gate[] } {
  const of = (state: Gate['state']): Gate[] => gates.filter((gate) => gate.state === state);
  return { inTheWay: [...of('alarm'), ...of('waiting')], fine: of('ok') };
}

/** How long a gate that opens with time still takes; null where that is not known or not the matter. */
export const tellWait = ({ state, daysLeft }: Gate): string | null => (state === 'waiting' && daysLeft !== null ? words.daysLeft(Math.ceil(daysLeft)) : null);

/** Tells a gate from the others of its kind. */
export const keyOf = ({ kind, variantId, measure }: Gate): string => [kind, variantId, measure].filter(Boolean).join(' ');
