import type { AssignmentRule, Evidence } from '#contracts';
import { assign, drawBucket, type Proposal } from '../assign.ts';
import { growthBookAssign } from '../growthbook-draw.ts';

/** Whom to draw again. */
export interface DrawnUnit {
  /** The experiment's unit; where it draws as GrowthBook, the value of the attribute that it draws with. */
  unit: string;
  /** Whose places in the site's holdout and layer count; null: not known. */
  visitor: string | null;
}

/** Where a unit lies in each draw, and what follows. Places are 0 to 9,999. */
export interface DrawnAgain {
  holdout: Place | null;
  layer: Place | null;
  /** What it would have got with its first message, epoch by epoch. */
  epochs: { number: number; startedAt: string; /** Null: not kept; then as if everybody took part. */ coverage: number | null; proposal: Proposal }[];
}

interface Place {
  place: number;
  /** Kept out by the holdout; within the slice of the layer. */
  inside: boolean;
}

/**
 * What a unit draws, by the functions that drew it when it came.
 *
 * @throws RangeError when weights or coverage are out of range
 */
export function drawAgain({ variants, epochs }: Pick<Evidence, 'variants' | 'epochs'>, rule: AssignmentRule, { unit, visitor }: DrawnUnit): DrawnAgain {
  const { salts, holdout, slice } = rule;
  const placed = (salt: string, inside: (place: number) => boolean): Place | null => {
    if (visitor === null) return null;
    const place = drawBucket(salt, visitor);
    return { place, inside: inside(place) };
  };
  return {
    holdout: placed(salts.holdout, (place) => place < holdout),
    layer: placed(salts.layer, (place) => slice.from <= place && place < slice.to),
    epochs: epochs.map(({ number, startedAt, coverage = null, weights }) => ({
      number, startedAt, coverage,
      proposal: propose(rule, { unitId: unit, coverage: coverage ?? EVERYBODY, variants: variants.map(({ id }) => ({ id, weight: weights[id] ?? 0 })) }),
    })),
  };
}

const EVERYBODY = 10_000;

function propose({ growthbook, salts }: AssignmentRule, drawn: Pick<Parameters<typeof assign>[0], 'unitId' | 'coverage' | 'variants'>): Proposal {
  if (!growthbook) return assign({ salts, ...drawn });
  const { seed, hashVersion, namespace } = growthbook;
  return growthBookAssign({ seed, hashVersion, ...drawn, ...(namespace && { namespace }) });
}
