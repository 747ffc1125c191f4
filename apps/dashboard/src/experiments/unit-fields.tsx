import { Alert, Radio, Stack, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Draft } from './draft.ts';
import { FallbackNotice } from './fallback-notice.tsx';
import { words } from './strings.ts';
import css from './experiments.module.css';

const text = words.assigned;
const units = ['visitor', 'conversation'] as const;

interface Props {
  draft: Draft;
  /** A change begins the numbers anew. */
  opensPhase: boolean;
  onChange: (draft: Draft) => void;
}

/** What is given a variant, and what happens when the variant's own engine fails. */
export function UnitFields({ draft, opensPhase, onChange }: Props): ReactNode {
  return (
    <div className={css.form}>
      <Radio.Group label={text.unit} value={draft.unit} onChange={(value) => onChange({ ...draft, unit: units.find((one) => one === value) ?? 'visitor' })}>
        <Stack gap="xs" mt="xs">
          {units.map((unit) => <Radio key={unit} value={unit} label={text.units[unit]} description={text.hints[unit]} />)}
        </Stack>
      </Radio.Group>
      {draft.unit === 'conversation' && <Alert color="yellow" title={text.warningTitle}>{text.warning}</Alert>}
      <Switch label={text.fallback} description={text.fallbackHint} checked={draft.crossEngineFallback} onChange={(event) => onChange({ ...draft, crossEngineFallback: event.currentTarget.checked })} />
      {draft.crossEngineFallback && <FallbackNotice siteId={draft.siteId} />}
      {opensPhase && <p className={css.sum}>{text.opensPhase}</p>}
    </div>
  );
}
