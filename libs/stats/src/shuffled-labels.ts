import { seeded } from './seeded.ts';

/** Under which weights a unit was assigned, and to what. */
export interface LabelledUnit {
  /** Place of its variant; 0 is the control. */
  variant: number;
  /** Its epoch; units of one had the same chances. */
  epoch: number;
}

/** How often labels are dealt out, and from which seed. */
export interface Dealing {
  /** Whole number; the same seed gives the same labels. */
  seed: number;
  /** Whole number, at least 0. */
  permutations: number;
}

/**
 * Labels of a company's own units dealt out by chance again and again: between variants there is no difference then, so
 * whatever a rule finds is a false alarm. They are dealt out anew within each epoch, because only there every unit had the
 * same chances.
 *
 * A generator, so that a server can do other work between two of them.
 *
 * @param units in order of their assignment
 * @returns for each permutation the place of every unit's variant; the same array each time, rewritten
 * @throws RangeError when the number of permutations is impossible
 * @see E. J. G. Pitman (1937), Supplement to the JRSS 4(1), 119-130, within strata: labels are exchangeable within an epoch
 */
export function* shuffledLabels(units: readonly LabelledUnit[], { seed, permutations }: Dealing): Generator<readonly number[]> {
  if (!(Number.isSafeInteger(permutations) && permutations >= 0)) throw new RangeError(`not a number of permutations: ${permutations}`);
  const random = seeded(seed);
  const labels = units.map(({ variant }) => variant);
  const epochs = [...new Set(units.map(({ epoch }) => epoch))].map((epoch) => units.flatMap((unit, at) => (unit.epoch === epoch ? [at] : [])));
  for (let round = 0; round < permutations; round++) {
    for (const places of epochs) shuffle(labels, places, random);
    yield labels;
  }
}

/** @see R. A. Fisher & F. Yates (1938), Statistical Tables, in the form of Durstenfeld (1964) */
function shuffle(labels: number[], places: readonly number[], random: () => number): void {
  for (let i = places.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [places[i]!, places[j]!];
    [labels[a], labels[b]] = [labels[b]!, labels[a]!];
  }
}
