import type { Results, SharedResults, Variant } from '#contracts';

type Shared = SharedResults['results'];

/** What a link does not give out is empty here; none of the parts of the shared page shows it. */
export const asResults = ({ experiment, variants, ...numbers }: Shared): Results => ({
  ...numbers,
  experiment: {
    ...experiment, siteId: '', slice: { from: 0, to: 10_000 }, targeting: [], growthbook: null, crossEngineFallback: false,
    createdAt: experiment.startedAt ?? numbers.computedAt, archivedAt: null, variants: experiment.variants.map(asVariant),
  },
  variants: variants.map(({ variant, figures }) => ({ variant: asVariant(variant), figures })),
});

const asVariant = (variant: Shared['experiment']['variants'][number]): Variant => ({ ...variant, backendVersionId: '', backendName: '', versionNumber: 0 });
