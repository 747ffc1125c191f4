import type { ReactNode } from 'react';
import type { DuelSummary, DuelVariant } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { count, percent } from '../../format.ts';
import { Explained } from '../../parts/explained.tsx';
import { looksOf } from '../../variant-look.ts';
import css from './duels.module.css';
import { SharePlot } from './share-plot.tsx';
import { words } from './strings.ts';
import { claimOf, intervalOf, isRanked } from './tell-duels.ts';

const counts = ['won', 'lost', 'ties', 'bothBad'] as const;

/** Each variant: how often agents choose it over the control, and what it won and lost. */
export function DuelsTable({ summary }: { summary: DuelSummary }): ReactNode {
  const { variants } = summary;
  const looks = looksOf(variants);
  const rows = variants.map((variant, at) => ({ variant, look: looks[at] as (typeof looks)[number] }));
  const control = variants.find(({ isControl }) => isControl)?.name ?? '';
  return (
    <DataTable
      caption={words.title} rows={rows} keyOf={({ variant }) => variant.variantId}
      columns={[
        { head: words.variant, cell: ({ variant, look }) => <VariantName look={look} name={variant.name} isControl={variant.isControl} /> },
        { head: words.over(control), cell: ({ variant, look }) => <Standing variant={variant} colour={look.colour} waits={waitsFor(summary)} /> },
        ...counts.map((one) => ({ head: words[one], numeric: true, cell: ({ variant }: (typeof rows)[number]) => count(variant[one]) })),
        { head: <Explained meaning={words.withoutDraftMeaning}>{words.withoutDraft}</Explained>, numeric: true, cell: ({ variant }) => count(variant.withoutDraft) },
      ]}
    />
  );
}

/** Why there is no ranking; null where there is one. */
export const waitsFor = (summary: DuelSummary): string | null => (isRanked(summary) ? null : summary.ranking.kind === 'strengths' ? words.apart : words.notYet);

export function Standing({ variant: { isControl, overControl }, colour, waits }: { variant: DuelVariant; colour: string; waits: string | null }): ReactNode {
  if (isControl) return <span className={css.soft}>{words.control}</span>;
  if (waits !== null || !overControl) return <span className={css.soft}>{waits ?? words.notYet}</span>;
  const claim = claimOf(overControl);
  return (
    <div className={css.standing}>
      <SharePlot chance={overControl} colour={colour} />
      <span className={css.told}><span>{percent(overControl.share)}</span> <span className={css.claim} data-claim={claim}>{words[claim]}</span> <span className={css.detail}>({intervalOf(overControl)})</span></span>
    </div>
  );
}
