import type { AskedCell, WeightedRatings } from '#contracts';
import { stratifiedDifference, weightedByResponse, type AskedPair, type AskedSums, type NoSpread, type TooFew, type WeightedDifferenceOfRatings } from '#stats';

const NOBODY: AskedSums = { units: 0, raters: 0, a: 0, x: 0, y: 0, aa: 0, xx: 0, yy: 0, ax: 0, ay: 0, xy: 0 };

/** Of two sets of units that have none in common. */
export const addAsked = (one: AskedSums, other: AskedSums): AskedSums => ({
  units: one.units + other.units, raters: one.raters + other.raters, a: one.a + other.a, x: one.x + other.x, y: one.y + other.y,
  aa: one.aa + other.aa, xx: one.xx + other.xx, yy: one.yy + other.yy, ax: one.ax + other.ax, ay: one.ay + other.ay, xy: one.xy + other.xy,
});

/** A variant's ratings against the control's, weighted by who rates, epoch by epoch as everywhere. */
export function weightedRatings(asked: readonly AskedCell[], { controlId, variantId }: { controlId: string; variantId: string }): WeightedRatings {
  const epochs = [...new Set(asked.map(({ epoch }) => epoch))].sort((a, b) => a - b);
  const found = epochs.map((epoch) => weightedByResponse(pairsOf(asked.filter((cell) => cell.epoch === epoch), controlId, variantId)));
  const [first, ...others] = found.filter((one) => one.kind !== 'too-few');
  if (!first) return closestOf(found.length > 0 ? found : [weightedByResponse([])]);
  const usable = [first, ...others];
  const joined = others.length === 0 ? first : stratifiedDifference(usable);
  if (joined.kind === 'no-spread') return { kind: 'no-spread', value: joined.value, units: joined.units };
  const cells = usable.reduce((sum, one) => sum + (one.kind === 'estimate' ? one.cells : 1), 0);
  if (cells === usable.length) return { kind: 'alike' };
  const { value, low, high, units } = joined;
  return { kind: 'difference', value, low, high, unweighted: usable.reduce((sum, one) => sum + (one.units / units) * plainOf(one), 0), units, cells };
}

/** The epoch that lacks least. */
const closestOf = (found: readonly ReturnType<typeof weightedByResponse>[]): TooFew =>
  found.filter((one) => one.kind === 'too-few').reduce((most, one) => (one.have > most.have ? one : most));

/** Where nothing varies, weights change nothing. */
const plainOf = (one: WeightedDifferenceOfRatings | NoSpread): number => (one.kind === 'estimate' ? one.unweighted : one.value);

/** The units of both that were alike before, kind by kind. */
function pairsOf(cells: readonly AskedCell[], controlId: string, variantId: string): AskedPair[] {
  const kindOf = ({ topic, earlier }: AskedCell): string => JSON.stringify([topic, earlier]);
  const of = (id: string, kind: string): AskedSums => {
    const own = cells.find((cell) => cell.variantId === id && kindOf(cell) === kind);
    return own ? addAsked(NOBODY, own) : NOBODY;
  };
  return [...new Set(cells.map(kindOf))].map((kind) => ({ control: of(controlId, kind), treatment: of(variantId, kind) }));
}
