import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import icon from '../favicon.svg';
import { shellWords } from '../strings.ts';
import css from './entry.module.css';

/** The frame of each page before somebody is signed in. */
export function EntryCard({ title, text, children }: { title: string; text?: string; children?: ReactNode }): ReactNode {
  useDocumentTitle(`${title} · ${shellWords.product}`);
  return (
    <main className={css.card}>
      <p className={css.brand}><img src={icon} width={28} height={28} alt="" /> {shellWords.product}</p>
      <Title order={1}>{title}</Title>
      {text && <p className={css.text}>{text}</p>}
      {children}
    </main>
  );
}
