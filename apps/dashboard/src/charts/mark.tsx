import type { ReactNode } from 'react';
import type { VariantLook } from '../variant-look.ts';

const paths: Record<VariantLook['shape'], string> = {
  circle: 'M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0',
  square: 'M-3.6,-3.6h7.2v7.2h-7.2z',
  triangle: 'M0,-4.6L4.4,3.4L-4.4,3.4z',
  diamond: 'M0,-4.8L4.8,0L0,4.8L-4.8,0z',
};

/** The point of a variant at (x, y). */
export const Mark = ({ look, x, y }: { look: VariantLook; x: number; y: number }): ReactNode => (
  <path
    d={paths[look.shape]} transform={`translate(${x},${y})`} stroke={look.colour} strokeWidth={1.5}
    fill={look.hollow ? 'var(--surface)' : look.colour}
  />
);

/** A piece of the variant's line with its point: the key of charts, chips and tables. */
export const Swatch = ({ look, drawn }: { look: VariantLook; drawn?: 'line' | 'marks' }): ReactNode => (
  <svg width={24} height={12} viewBox="0 0 24 12" aria-hidden focusable="false">
    {drawn !== 'marks' && <line x1={0} x2={24} y1={6} y2={6} stroke={look.colour} strokeWidth={2} strokeDasharray={look.dash} />}
    {drawn !== 'line' && <Mark look={look} x={12} y={6} />}
  </svg>
);
