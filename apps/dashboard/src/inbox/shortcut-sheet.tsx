import { Button, Kbd, Modal, Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { partWords } from '../strings.ts';
import css from './inbox.module.css';
import { words } from './strings.ts';

/** Single keys get in the way of speech input, so they can be switched off. */
export const useSingleKeys = () => useLocalStorage({ key: 'duet.inbox.single-keys', defaultValue: true, getInitialValueInEffect: false });

interface Props {
  opened: boolean;
  onOpen: () => void;
  onClose: () => void;
}

export function ShortcutSheet({ opened, onOpen, onClose }: Props): ReactNode {
  const [on, setOn] = useSingleKeys();
  return (
    <>
      <Button className={css.keysButton ?? ''} variant="subtle" color="gray" size="compact-sm" leftSection={<IconKeyboard size={16} />} onClick={onOpen}>{words.keys.open}</Button>
      <Modal opened={opened} onClose={onClose} title={words.keys.open} closeButtonProps={{ 'aria-label': partWords.close }}>
        <dl className={css.keys}>
          {words.keys.list.map(([key, does]) => <div key={key}><dt><Kbd>{key}</Kbd></dt><dd>{does}</dd></div>)}
        </dl>
        <Switch mt="md" checked={on} onChange={(event) => setOn(event.currentTarget.checked)} label={words.keys.on} />
      </Modal>
    </>
  );
}
