import type { ReactNode } from 'react';
import type { DuelSummary } from '#contracts';
import css from './duels.module.css';
import { Standing, waitsFor } from './duels-table.tsx';
import { words } from './strings.ts';

/** Where on the page the choices of agents are told. */
export const DUELS = 'duels';

/** The name of agents' preference among measures: it is of another kind, and has no part in the verdict. */
export const PreferenceName = (): ReactNode => (
  <span className={css.row}>{words.row} <span className={css.detail}>{words.rowNote}; <a href={`#${DUELS}`}>{words.rowLink}</a></span></span>
);

/** How often agents choose one variant over the control. */
export function PreferenceCell({ summary, variantId, colour }: { summary: DuelSummary; variantId: string; colour: string }): ReactNode {
  const variant = summary.variants.find((one) => one.variantId === variantId);
  return variant ? <Standing variant={variant} colour={colour} waits={waitsFor(summary)} /> : null;
}
