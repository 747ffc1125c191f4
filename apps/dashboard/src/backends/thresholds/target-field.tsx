import { NumberInput, Slider } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { percent } from '../../format.ts';
import { words } from './strings.ts';
import css from '../backends.module.css';

const ends = { min: 70, max: 99 };
const marks = [70, 80, 90, 95, 99].map((value) => ({ value, label: percent(value / 100, 0) }));

interface Props {
  /** Percent. */
  target: number;
  onChange: (target: number) => void;
}

/** The wished share of right answers: roughly by the slider, exactly by the number. */
export function TargetField({ target, onChange }: Props): ReactNode {
  // A number on the way to another, such as the 9 of 95, is nobody's wish yet.
  const [typed, setTyped] = useState<string | number | null>(null);
  const take = (value: string | number) => {
    const wished = typeof value === 'number' && value >= ends.min && value <= ends.max;
    setTyped(wished ? null : value);
    if (wished) onChange(value);
  };
  return (
    <div className={css.target}>
      <NumberInput
        label={words.target} description={words.targetHint} {...ends} suffix=" %" allowDecimal={false} clampBehavior="blur"
        value={typed ?? target} onChange={take} onBlur={() => setTyped(null)}
      />
      <Slider classNames={{ markLabel: css.marks ?? '' }} {...ends} marks={marks} value={target} onChange={onChange} label={(value) => percent(value / 100, 0)} thumbLabel={words.target} />
    </div>
  );
}
