import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { thresholdsFit, type VersionDraft } from '../version-draft.ts';
import { words } from './strings.ts';
import css from '../backends.module.css';

interface Props {
  draft: VersionDraft;
  onChange: (changes: Partial<VersionDraft>) => void;
}

/** Both thresholds as numbers. */
export function HandFields({ draft, onChange }: Props): ReactNode {
  const { answer, clarify } = draft;
  const shared = { min: 0, max: 100, suffix: ' %', decimalScale: 1, clampBehavior: 'strict' as const };
  return (
    <div className={css.pair}>
      <NumberInput label={words.answer} {...shared} value={answer} onChange={(value) => onChange({ answer: Number(value) })} />
      <NumberInput label={words.clarify} {...shared} value={clarify} error={!thresholdsFit(draft) && words.wrongOrder} onChange={(value) => onChange({ clarify: Number(value) })} />
    </div>
  );
}
