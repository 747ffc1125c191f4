import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Experiment } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { VariantName } from '../charts/variant-name.tsx';
import { weight } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { looksOf } from '../variant-look.ts';
import { words } from './strings.ts';
import css from './experiments.module.css';

const text = words.detail;

/** Who answers in each variant, and how many visitors get it. */
export function VariantsTable({ variants }: Pick<Experiment, 'variants'>): ReactNode {
  const looks = looksOf(variants);
  return (
    <Section title={text.variants}>
      <DataTable
        caption={text.variants} rows={variants.map((variant, at) => ({ variant, look: looks[at] as (typeof looks)[number] }))} keyOf={({ variant }) => variant.id}
        columns={[
          { head: text.variant, cell: ({ variant, look }) => <VariantName look={look} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} /> },
          { head: text.version, cell: ({ variant }) => <Link className={css.link} to="/backends">{text.versionOf(variant.backendName, variant.versionNumber)}</Link> },
          { head: text.share, numeric: true, cell: ({ variant }) => weight(variant.weight) },
        ]}
      />
    </Section>
  );
}
