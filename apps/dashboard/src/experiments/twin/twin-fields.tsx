import { NumberInput, Stack, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { twinOf, withTwin, withoutTwin, type Draft } from '../draft.ts';
import { weightOf } from '../weights.ts';
import { words } from './strings.ts';

interface Props {
  draft: Draft;
  /** Variants that there may be, the twin among them. */
  most: number;
  onChange: (draft: Draft) => void;
}

/** Whether part of the visitors gets the control's own version once more, and how large a part. */
export function TwinFields({ draft, most, onChange }: Props): ReactNode {
  const twin = twinOf(draft.variants);
  const setShare = (weight: number) => onChange({ ...draft, variants: draft.variants.map((one) => (one.isTwin ? { ...one, weight } : one)) });
  return (
    <Stack gap="xs" mt="xs">
      <Switch label={words.add} description={words.means} checked={twin !== undefined} disabled={!twin && draft.variants.length >= most}
        onChange={(event) => onChange(event.currentTarget.checked ? withTwin(draft, words.name) : withoutTwin(draft))} />
      {twin && <NumberInput label={words.share} maw="16rem" min={0} max={100} decimalScale={2} hideControls suffix=" %" value={twin.weight / 100} onChange={(value) => setShare(weightOf(value))} />}
    </Stack>
  );
}
