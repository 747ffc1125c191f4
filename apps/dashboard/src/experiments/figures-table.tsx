import type { ReactNode } from 'react';
import type { Figures, Results } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { ToldValue } from '../charts/told-value.tsx';
import { VariantName } from '../charts/variant-name.tsx';
import { count, tellCost, tellMean, tellQuantile, tellShare } from '../format.ts';
import type { Told } from '../format.ts';
import { CostHeading } from '../parts/cost-heading.tsx';
import { Section } from '../parts/page-frame.tsx';
import { looksOf } from '../variant-look.ts';
import { words } from './strings.ts';
import { WorkedOut } from './worked-out/worked-out.tsx';

const text = words.measures;
const bare = (main: string): Told => ({ main, detail: '', missing: false });

interface Measure {
  name: string;
  tell: (figures: Figures) => Told;
  /** Known from labelled replays only. */
  replays?: true;
  /** Its name wants explaining. */
  cost?: true;
}

/** What is compared first comes first. */
const measures: readonly Measure[] = [
  { name: text.csat, tell: ({ csatMean }) => tellMean(csatMean, 'ratings') },
  { name: text.topBox, tell: ({ csatTopBox }) => tellShare(csatTopBox, 'rated') },
  { name: text.response, tell: ({ responseRate }) => tellShare(responseRate, 'asked') },
  { name: text.thumbs, tell: ({ thumbsUp }) => tellShare(thumbsUp, 'thumbs') },
  { name: text.resolved, tell: ({ resolvedAlone }) => tellShare(resolvedAlone, 'conversations') },
  { name: text.handOvers, tell: ({ handOvers }) => tellShare(handOvers, 'conversations') },
  { name: text.failures, tell: ({ failures }) => tellShare(failures, 'answers') },
  { name: text.accuracy, tell: ({ intentAccuracy }) => tellShare(intentAccuracy, 'questions'), replays: true },
  { name: text.covered, tell: ({ coverage }) => tellShare(coverage, 'questions'), replays: true },
  { name: text.first50, tell: ({ firstTokenP50 }) => tellQuantile(firstTokenP50, 'answers') },
  { name: text.first95, tell: ({ firstTokenP95 }) => tellQuantile(firstTokenP95, 'answers') },
  { name: text.total50, tell: ({ totalP50 }) => tellQuantile(totalP50, 'answers') },
  { name: text.total95, tell: ({ totalP95 }) => tellQuantile(totalP95, 'answers') },
  { name: text.cost, cost: true, tell: ({ costPerConversationMicroUsd: each, costMicroUsd: all }) => tellCost(each, all) },
  { name: text.assigned, tell: ({ assigned }) => bare(count(assigned)) },
  { name: text.conversations, tell: ({ conversations }) => bare(count(conversations)) },
  { name: text.answers, tell: ({ answers }) => bare(count(answers)) },
];

/** Every figure of every variant, one measure a row, so that variants stand side by side. */
export function FiguresTable({ results }: { results: Results }): ReactNode {
  const { variants, experiment } = results;
  const looks = looksOf(variants.map(({ variant }) => variant));
  const rows = measures.filter(({ replays }) => !replays || experiment.traffic === 'replay');
  return (
    <Section title={words.detail.results}>
      <DataTable
        caption={words.detail.results} rows={rows} keyOf={({ name }) => name}
        columns={[
          { head: text.name, cell: ({ name, cost }) => (cost ? <CostHeading>{name}</CostHeading> : name) },
          ...variants.map(({ variant, figures }, at) => ({
            head: <VariantName look={looks[at] as (typeof looks)[number]} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} />,
            cell: ({ tell }: Measure) => <ToldValue told={tell(figures)} />,
          })),
        ]}
      />
      <WorkedOut panel="figures" />
    </Section>
  );
}
