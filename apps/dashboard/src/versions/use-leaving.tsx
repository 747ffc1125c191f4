import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useUnsaved } from '../knowledge/use-unsaved.ts';
import { words } from './strings.ts';

const text = words.editor;
const OFFERED_MS = 12_000;

/** Asks before the tab is closed over a draft; on the way to another page says that it is kept, and leads back. */
export function useLeaving(unsaved: boolean, name: string, address: string): void {
  useUnsaved(unsaved);
  const go = useNavigate();
  const now = useRef({ unsaved, name, address, go });
  useEffect(() => {
    now.current = { unsaved, name, address, go };
  });
  useEffect(() => () => {
    if (now.current.unsaved) offerBack(now.current);
  }, []);
}

function offerBack({ name, address, go }: { name: string; address: string; go: ReturnType<typeof useNavigate> }): void {
  const back = (id: string): void => {
    notifications.hide(id);
    void go(address);
  };
  const id: string = notifications.show({
    title: text.kept, autoClose: OFFERED_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{text.keptText(name)}</span>
        <Button variant="default" size="compact-sm" onClick={() => back(id)}>{text.goBack}</Button>
      </Group>
    ),
  });
}
