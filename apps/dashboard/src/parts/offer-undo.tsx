import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { partWords } from '../strings.ts';

const OFFERED_MS = 10_000;

/** Says what was done and offers the way back for ten seconds. */
export function offerUndo(message: string, undo: () => Promise<unknown>): void {
  const take = (id: string): void => {
    notifications.hide(id);
    undo().then(
      () => notifications.show({ message: partWords.undone }),
      (error: Error) => notifications.show({ color: 'red', title: partWords.notUndone, message: error.message }),
    );
  };
  const id: string = notifications.show({
    autoClose: OFFERED_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button variant="default" size="compact-sm" onClick={() => take(id)}>{partWords.undo}</Button>
      </Group>
    ),
  });
}
