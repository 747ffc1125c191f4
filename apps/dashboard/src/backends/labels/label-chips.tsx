import type { ReactNode } from 'react';
import css from './labels.module.css';

/** The labels of a version; the built-in ones stand out. */
export const LabelChips = ({ labels }: { labels: readonly string[] }): ReactNode => labels.length > 0 && (
  <span className={css.chips}>{labels.map((label) => <span key={label} className={css.chip} data-label={label}>{label}</span>)}</span>
);
