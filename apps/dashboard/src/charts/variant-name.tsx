import type { ReactNode } from 'react';
import type { VariantLook } from '../variant-look.ts';
import { Swatch } from './mark.tsx';
import css from './charts.module.css';

/** A variant's swatch and name, with the word for the control. */
export const VariantName = ({ look, name, isControl = false }: { look: VariantLook; name: string; isControl?: boolean }): ReactNode => (
  <span className={css.variant}>
    <Swatch look={look} /> <span className={css.variantName} title={name}>{name}</span>
    {isControl && <span className={css.soft}>control</span>}
  </span>
);
