import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useSingleKeys } from '../shortcut-sheet.tsx';
import { words } from './strings.ts';
import { choicesOf, keyOf } from './told-duel.ts';
import type { DuelControl } from './use-duel.ts';

/** Single keys, heard outside of fields: d asks for two drafts, 1 to 4 choose. */
export function useDuelKeys({ stage, obstacle, ask, choose }: DuelControl, idle: boolean): void {
  const [on] = useSingleKeys();
  const keys = stage.kind === 'choosing' ? choicesOf(stage.duel).map((result): [string, () => void] => [keyOf(stage.duel, result), () => choose(result)]) : [];
  const wish = (): void => {
    if (obstacle) notifications.show({ message: words.obstacles[obstacle] });
    else ask();
  };
  useHotkeys(on && idle ? [['d', wish], ...keys] : []);
}
