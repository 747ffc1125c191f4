import type { ReactNode } from 'react';
import type { Results } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { VariantName } from '../charts/variant-name.tsx';
import { tellDecision } from '../experiments/decision/margins.ts';
import { lookedVariants } from '../experiments/looked-variants.ts';
import { trafficNames, words as experimentWords } from '../experiments/strings.ts';
import { count, weight } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import css from '../experiments/experiments.module.css';

const text = experimentWords.detail;

/** What was asked, of whom, and what the verdict is given on. */
export const SharedAbout = ({ results: { experiment, variants } }: { results: Results }): ReactNode => (
  <Section title={text.about}>
    {experiment.hypothesis && <p className={css.prose}>{experiment.hypothesis}</p>}
    <DataTable
      caption={text.variants} rows={lookedVariants(variants)} keyOf={({ variant }) => variant.id}
      columns={[
        { head: text.variant, cell: ({ variant, look }) => <VariantName look={look} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} /> },
        { head: text.share, numeric: true, cell: ({ variant }) => weight(variant.weight) },
      ]}
    />
    <p className={css.note}>{[trafficNames[experiment.traffic], text.unit[experiment.unit], text.planned(count(experiment.plannedRatings)), text.phase(experiment.phase, experiment.epoch), ...tellDecision(experiment.decision)].join(' · ')}</p>
  </Section>
);
