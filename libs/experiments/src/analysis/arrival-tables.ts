import type { ArrivalGroup, Evidence } from '#contracts';

/** Units of one group in one epoch, in the order of the variants. */
export const unitsIn = (groups: readonly ArrivalGroup[], { variants }: Pick<Evidence, 'variants'>, epoch: number): number[] =>
  variants.map(({ id }) => groups.filter((one) => one.variantId === id && one.epoch === epoch).reduce((sum, { units }) => sum + units, 0));

/** The groups of one kind, apart. */
export function groupsOf({ arrivals }: Pick<Evidence, 'arrivals'>, kind: ArrivalGroup['kind']): (readonly [ArrivalGroup, ...ArrivalGroup[]])[] {
  const own = (arrivals?.groups ?? []).filter((one) => one.kind === kind);
  return [...new Set(own.map(({ key }) => key))].map((key) => {
    const [first, ...others] = own.filter((one) => one.key === key);
    return [first!, ...others] as const;
  });
}
