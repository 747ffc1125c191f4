import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDesk } from '../desk.tsx';
import { words } from './strings.ts';
import { useAvailability } from './use-availability.ts';

export function AvailabilitySwitch(): ReactNode {
  const { connection } = useDesk();
  const { on, busy, refusal, set } = useAvailability();
  return (
    <Switch
      checked={on} disabled={busy || connection !== 'live'} onChange={(event) => set(event.currentTarget.checked)}
      label={words.available} description={on ? words.availableHint : words.awayHint} error={refusal && `${words.availableFailed}. ${refusal}`}
    />
  );
}
