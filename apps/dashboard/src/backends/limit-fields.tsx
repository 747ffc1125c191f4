import { NumberInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Model } from '#contracts';
import { count, longDay } from '../format.ts';
import type { ModelDraft } from './model-draft.ts';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.model;
const [fewest, most] = [256, 100_000_000];

interface Props {
  draft: ModelDraft;
  /** Null for a new one. */
  stored: Model | null;
  onChange: (changes: Partial<ModelDraft>) => void;
  readOnly: boolean;
}

/** How much the model takes in, and until when it answers: entered, or as its server says. */
export function LimitFields({ draft, stored, onChange, readOnly }: Props): ReactNode {
  const toldWindow = stored?.contextWindowFrom === 'server' ? stored.contextWindow : null;
  const toldDay = stored?.retirement?.from === 'server' ? stored.retirement.on : null;
  return (
    <div className={css.pair}>
      <NumberInput
        label={text.window} description={toldWindow === null ? text.windowHint : text.windowTold(count(toldWindow))} min={fewest} max={most} allowDecimal={false} hideControls readOnly={readOnly}
        value={draft.contextWindow ?? ''} onChange={(value) => onChange({ contextWindow: value === '' ? null : Number(value) })}
      />
      <TextInput
        label={text.ends} description={toldDay === null ? text.endsHint : text.endsTold(longDay(toldDay))} type="date" readOnly={readOnly} value={draft.retiresOn}
        onChange={(event) => onChange({ retiresOn: event.currentTarget.value })}
      />
    </div>
  );
}
