import type { BackendKind } from '#contracts';

/** How a variant is drawn wherever it appears. Colour and shape tell the kind, dashes and hollow marks the control. */
export interface VariantLook {
  /** A CSS colour. */
  colour: string;
  shape: 'circle' | 'square' | 'triangle' | 'diamond';
  /** Of an SVG stroke; absent for a solid line. */
  dash?: string;
  hollow: boolean;
}

const byKind = {
  prompt: { colour: 'var(--variant-prompt)', shape: 'circle' },
  fine_tuned: { colour: 'var(--variant-fine-tuned)', shape: 'square' },
  hybrid: { colour: 'var(--variant-hybrid)', shape: 'triangle' },
} as const satisfies Record<BackendKind, Pick<VariantLook, 'colour' | 'shape'>>;
const defaultBackend = { colour: 'var(--variant-none)', shape: 'diamond' } as const;

/** Of variants of one kind that are not the control: solid first, then ever shorter dashes. */
const dashes = [undefined, '2 3', '8 3 2 3', '1 4'];

interface Drawn {
  backendKind: BackendKind | null;
  isControl: boolean;
}

/** Looks of the variants of one picture, in their order. */
export function looksOf(variants: readonly Drawn[]): VariantLook[] {
  const seen = new Map<BackendKind | null, number>();
  return variants.map(({ backendKind, isControl }) => {
    const base = backendKind ? byKind[backendKind] : defaultBackend;
    if (isControl) return { ...base, dash: '6 4', hollow: true };
    const before = seen.get(backendKind) ?? 0;
    seen.set(backendKind, before + 1);
    const dash = dashes[before % dashes.length];
    return { ...base, hollow: before > 0, ...(dash ? { dash } : {}) };
  });
}
