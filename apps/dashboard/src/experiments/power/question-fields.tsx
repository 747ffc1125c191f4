import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { PlannedMeasure } from '#contracts';
import { percent } from '../../format.ts';
import { alphaChoices } from '../decision/decision-fields.tsx';
import { words as decision } from '../decision/strings.ts';
import { Section } from '../../parts/page-frame.tsx';
import { NumberField } from './number-field.tsx';
import type { Question } from './question.ts';
import { words } from './strings.ts';
import { differenceUnit, shareUnit } from './units.ts';
import form from '../experiments.module.css';

const text = words.question;
const powers = [0.7, 0.8, 0.9, 0.95];
const counts = Array.from({ length: 9 }, (_, at) => at + 2);

interface Props {
  question: Question;
  difference: number;
  onChange: (changes: Readonly<Record<string, string | number | null>>) => void;
}

export function QuestionFields({ question, difference, onChange }: Props): ReactNode {
  const { measure, variants, power, alpha, participation } = question;
  return (
    <Section title={text.title}>
      <div className={form.form}>
        <div className={form.pairs}>
          <Select label={text.measure} allowDeselect={false} data={PlannedMeasure.options.map((value) => ({ value, label: words.measures[value] }))} value={measure} onChange={(value) => onChange({ measure: value })} />
          <NumberField key={measure} label={text.difference} description={text.differenceHint[measure]} value={difference} unit={differenceUnit(measure)} onChange={(value) => onChange({ difference: value })} />
        </div>
        <div className={form.pairs}>
          <Select label={text.variants} description={text.variantsHint} allowDeselect={false} data={counts.map(String)} value={String(variants)} onChange={(value) => onChange({ variants: value })} />
          <Select
            label={text.power} description={text.powerHint} allowDeselect={false} data={[...new Set([...powers, power])].sort().map((value) => ({ value: String(value), label: percent(value, 0) }))}
            value={String(power)} onChange={(value) => onChange({ power: value })}
          />
        </div>
        <div className={form.pairs}>
          <NumberField label={text.share} description={text.shareHint} value={participation} unit={shareUnit} onChange={(value) => onChange({ participation: value })} />
          <Select label={decision.alpha} description={text.alphaHint} allowDeselect={false} value={String(alpha)} data={alphaChoices(alpha)} onChange={(value) => onChange({ alpha: value })} />
        </div>
      </div>
    </Section>
  );
}
