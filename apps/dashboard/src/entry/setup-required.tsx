import { Anchor } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { readSession, readSetup } from '#contracts';
import { useRead } from '../api.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { EntryCard } from './entry-card.tsx';
import { entryWords as words } from './strings.ts';
import css from './entry.module.css';

/** Nobody owns this installation yet: says where the link is, and goes on as soon as somebody does. */
export function SetupRequired(): ReactNode {
  const queries = useQueryClient();
  const claimed = useRead(readSetup, {}, { refetchInterval: 3_000 }).data?.claimed === true;
  useEffect(() => {
    if (claimed) void queries.resetQueries({ queryKey: [readSession.path] });
  }, [claimed, queries]);
  return (
    <EntryCard title={words.setupTitle} text={words.setupText}>
      <p className={css.text}>{words.setupLost}</p>
      <div className={css.command}><code>{words.setupCommand}</code><CopyButton text={words.setupCommand} /></div>
      <p className={css.small}>{words.setupChecks} <Anchor href="/demo" size="xs" underline="always">{words.demo}</Anchor></p>
    </EntryCard>
  );
}
