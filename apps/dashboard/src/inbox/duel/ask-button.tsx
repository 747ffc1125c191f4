import { Button, Tooltip } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { words } from './strings.ts';
import type { DuelControl } from './use-duel.ts';

/** Asks for two drafts, or says why there are none to be had. */
export function AskButton({ control: { stage, obstacle, ask } }: { control: DuelControl }): ReactNode {
  const id = useId();
  const told = obstacle ? words.obstacles[obstacle] : words.askHint;
  const off = obstacle !== null || stage.kind === 'writing' || stage.kind === 'choosing';
  return (
    <>
      <Tooltip label={told} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
        {/* It stays reachable when it is off: only so it can say why. */}
        <Button variant="default" size="compact-md" leftSection={<IconColumns2 size={16} />} aria-disabled={off} data-disabled={off || undefined} aria-describedby={id} onClick={ask}>{words.ask}</Button>
      </Tooltip>
      <span id={id} className="visually-hidden">{told}</span>
    </>
  );
}
