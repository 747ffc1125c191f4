import { useTimeout } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useDesk } from '../desk.tsx';
import css from './inbox.module.css';

/** A first connection takes a moment; only what takes longer is worth a word. */
const PATIENCE_MS = 1_500;

/** Says that what is shown may be old, while that is so. */
export function NotLive({ text, isLive }: { text: string; isLive?: boolean }): ReactNode {
  const { connection } = useDesk();
  return <div role="status">{!(isLive ?? connection === 'live') && <Line text={text} />}</div>;
}

function Line({ text }: { text: string }): ReactNode {
  const [due, setDue] = useState(false);
  useTimeout(() => setDue(true), PATIENCE_MS, { autoInvoke: true });
  return due && <p className={css.notLive}><IconPlugConnectedX size={16} aria-hidden /> {text}</p>;
}
