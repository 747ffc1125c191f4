import type { Experiment, ReplyOf, readLayer } from '#contracts';

export type Slice = Experiment['slice'];
export type Layer = ReplyOf<typeof readLayer>;

export interface Stretch extends Slice {
  key: string;
  /** Null: nobody's. */
  name: string | null;
  own: boolean;
}

/** What stands on the bar from left to right: others' slices, what is free, and the own one on a line of its own. */
export const stretchesOf = ({ taken, free }: Layer): Stretch[] => [
  ...taken.map(({ experimentId, name, from, to }) => ({ key: experimentId, name, from, to, own: false })),
  ...free.map(({ from, to }) => ({ key: `free ${from}`, name: null, from, to, own: false })),
].sort((a, b) => a.from - b.from);

/** Names of the running experiments that want the same visitors. */
export const inTheWay = ({ from, to }: Slice, { taken }: Pick<Layer, 'taken'>): string[] =>
  taken.filter((other) => from < other.to && other.from < to).map(({ name }) => name);

/** The widest stretch that nobody has; the first of several. */
export const widestFree = ({ free }: Pick<Layer, 'free'>): Slice | null =>
  free.reduce<Slice | null>((widest, one) => (widest === null || one.to - one.from > widest.to - widest.from ? one : widest), null);
