import type { ReactNode } from 'react';
import type { VariantLook } from '../variant-look.ts';
import { Swatch } from './mark.tsx';
import css from './charts.module.css';

interface Props {
  look: VariantLook;
  name: string;
  isControl?: boolean;
  isTwin?: boolean;
  /** Tells it apart from another variant of this name. */
  note?: string | undefined;
}

/** A variant's swatch and name, with the word for the control and for its twin. */
export const VariantName = ({ look, name, isControl = false, isTwin = false, note }: Props): ReactNode => (
  <span className={css.variant}>
    <Swatch look={look} /> <span className={css.variantName} title={name}>{name}</span>
    {(isControl || isTwin || note) && <span className={`${css.soft} ${css.extra}`} title={note}>{[isControl && 'control', isTwin && 'A/A check', note].filter(Boolean).join(', ')}</span>}
  </span>
);
