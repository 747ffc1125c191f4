import type { Mean, Quantile, Results, Share } from '#contracts';
import { textTable } from '#platform';

const share = (value: Share): string => (value.kind === 'share' ? `${(value.share * 100).toFixed(1)} %` : '-');
const mean = (value: Mean): string => (value.kind === 'mean' ? value.mean.toFixed(2) : '-');
const ms = (value: Quantile): string => (value.kind === 'value' ? `${Math.round(value.ms)} ms` : value.kind === 'censored' ? '> deadline' : '-');

/** The results of an experiment as the page has them, one line for each variant. */
export function resultsTable({ experiment, variants, analysis: { verdict } }: Results): string {
  const header = ['variant', 'version', 'visitors', 'intent accuracy', 'coverage', 'CSAT', 'satisfied', 'response rate', 'hand-overs', 'p50', 'p95', 'cost'];
  const rows = variants.map(({ variant, figures }) => [
    variant.name, `v${variant.versionNumber}`, String(figures.assigned), share(figures.intentAccuracy), share(figures.coverage), mean(figures.csatMean), share(figures.csatTopBox),
    share(figures.responseRate), share(figures.handOvers), ms(figures.totalP50), ms(figures.totalP95), `$${(figures.costMicroUsd / 1e6).toFixed(4)}`,
  ]);
  return ['', experiment.name, textTable(header, rows), '', [verdict.sentence, verdict.evidence].filter(Boolean).join(' ')].join('\n');
}
