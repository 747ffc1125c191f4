import type { ReactNode } from 'react';
import { listExamples } from '#contracts';
import { useRead } from '../api.ts';
import { middle } from '../format.ts';
import { useMay, useSession } from '../session.tsx';
import { pickOfTheDay } from './pick-of-the-day.ts';
import { words } from './strings.ts';
import css from './try-it.module.css';

const SHOWN = 5;
const LONGEST = 110;

/** A few labelled questions that no version was trained on. */
export function Examples({ disabled, onChoose }: { disabled: boolean; onChoose: (question: string) => void }): ReactNode {
  const { timeZone } = useSession().workspace;
  const mayRead = useMay('content:read');
  const examples = useRead(listExamples, { part: 'test', limit: 200 }, { enabled: mayRead });
  const day = new Date().toLocaleDateString('en-CA', { timeZone });
  const picked = pickOfTheDay(examples.data?.items ?? [], SHOWN, day, ({ intent }) => intent);
  if (picked.length === 0) return null;
  return (
    <section className={css.examples} aria-label={words.examples}>
      <h2 className={css.small}>{words.examples} <span className={css.soft}>{words.examplesWhy}</span></h2>
      <ul>
        {picked.map(({ id, text }) => (
          <li key={id}><button type="button" className={css.example} disabled={disabled} onClick={() => onChoose(text)} title={text} dir="auto">{middle(text, LONGEST)}</button></li>
        ))}
      </ul>
    </section>
  );
}
