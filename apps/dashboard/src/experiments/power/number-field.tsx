import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Unit } from './units.ts';

interface Props {
  label: string;
  description?: ReactNode;
  /** In the contract's unit. */
  value: number;
  unit: Unit;
  onChange: (value: number) => void;
}

/** Twelve digits: what is typed as 41.2 % is 0.412, and not a hair beside it. */
const exact = (value: number): number => Number(value.toPrecision(12));

/** A number in the unit in which people think of it. On the way from one number to another it is nobody's wish yet. */
export function NumberField({ label, description, value, unit, onChange }: Props): ReactNode {
  const { scale, suffix, decimals, step, min, max } = unit;
  const [typed, setTyped] = useState<string | number | null>(null);
  const take = (next: string | number) => {
    const wished = typeof next === 'number' && next >= min && next <= max;
    setTyped(next);
    if (wished && next !== shown) onChange(exact(next / scale));
  };
  const shown = Number((value * scale).toFixed(decimals));
  const wrong = typed !== null && !(typeof typed === 'number' && typed >= min && typed <= max);
  return (
    <NumberInput
      label={label} description={description} min={min} max={max} step={step} decimalScale={decimals} suffix={suffix} thousandSeparator="," clampBehavior="none"
      value={typed ?? shown} onChange={take} onBlur={() => setTyped(null)} aria-invalid={wrong}
    />
  );
}
