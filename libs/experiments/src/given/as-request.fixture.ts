import type { CallOf, Evidence, analyze } from '#contracts';

type Given = CallOf<typeof analyze>;

/** An experiment's own evidence as somebody would bring it along: variants by their names, everything else as it stands in the report file. */
export function asRequest({ plan, experiment, takenAt, pauses, variants, epochs, cells, latency, segments, covariates, covariateNames, served, looks, arrivals, asked, health, clocks, ratings }: Evidence): Given {
  const nameOf = (id: string): string => variants.find((one) => one.id === id)?.name ?? id;
  const named = <One extends { variantId: string }>(one: One): One => ({ ...one, variantId: nameOf(one.variantId) });
  const byName = <T>(counts: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(counts).map(([id, count]) => [nameOf(id), count]));
  const { state, traffic, unit, startedAt, stoppedAt } = experiment;
  if (state === 'draft' || traffic === 'preview') throw new Error('nobody brings along a draft');
  return {
    plan, variants: variants.map(({ id, name, isControl, isTwin }) => ({
      name, isControl, isTwin, ratings: bare(ratings.filter(({ variantId }) => variantId === id))[0],
      epochs: epochs.map(({ number, assigned, weights }) => {
        const own = <One extends { variantId: string; epoch: number }>(all: readonly One[] = []): Omit<One, 'variantId' | 'epoch'>[] =>
          bare(all.filter(({ variantId, epoch }) => variantId === id && epoch === number)).map(({ epoch: _, ...rest }) => rest as Omit<One, 'variantId' | 'epoch'>);
        return {
          number, assigned: assigned[id] ?? 0, weight: weights[id] ?? 0, sums: Object.fromEntries(own(cells).map(({ measure, sums }) => [measure, sums])),
          latency: own(latency), topics: own(segments), covariates: own(covariates)[0], served: own(served)[0]?.sums,
        };
      }),
    })),
    experiment: { state, traffic, unit, startedAt, stoppedAt, takenAt, pauses }, covariateNames,
    looks: looks.map((look) => ({ ...look, differences: look.differences.map(named) })),
    arrivals: arrivals && { ...arrivals, groups: arrivals.groups.map(named) },
    asked: asked?.map(named), clocks,
    health: { mixed: health.mixed, answers: byName(health.answers), servedElsewhere: byName(health.servedElsewhere) },
  };
}

const bare = <One extends { variantId: string }>(all: readonly One[]): Omit<One, 'variantId'>[] => all.map(({ variantId: _, ...rest }) => rest);

/** An analysis whose variants go by their names. */
export const byNames = <T>(analysis: T, variants: Evidence['variants']): T =>
  JSON.parse(variants.reduce((text, { id, name }) => text.replaceAll(`"${id}"`, JSON.stringify(name)), JSON.stringify(analysis))) as T;
