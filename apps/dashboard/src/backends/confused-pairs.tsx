import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { TrainingReport } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { count } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.report;

const Intent = ({ name }: { name: string }): ReactNode => (
  <Link className={`${css.link} ${css.clip}`} to={`/knowledge/questions?intent=${encodeURIComponent(name)}`} title={text.questionsLink(name)}>{name === 'oos' ? text.oos : name}</Link>
);

/** So many say what is wrong; the rest is asked for. */
const FIRST = 10;

/** The mistakes of the test, most frequent first, each leading to the questions behind it. */
export function ConfusedPairs({ pairs }: { pairs: TrainingReport['confusedPairs'] }): ReactNode {
  const [all, setAll] = useState(false);
  return (
    <Section title={text.confused}>
      <p className={css.note}>{pairs.length === 0 ? text.noneConfused : text.confusedNote}</p>
      {pairs.length > 0 && (
        <DataTable
          caption={text.confused} rows={all ? pairs : pairs.slice(0, FIRST)} keyOf={({ actual, predicted }) => `${actual} ${predicted}`}
          columns={[
            { head: text.actual, cell: ({ actual }) => <Intent name={actual} /> },
            { head: text.predicted, cell: ({ predicted }) => <Intent name={predicted} /> },
            { head: text.times, numeric: true, cell: ({ count: times }) => count(times) },
          ]}
        />
      )}
      {!all && pairs.length > FIRST && <Button variant="default" size="compact-sm" mt="sm" onClick={() => setAll(true)}>{text.allConfused(count(pairs.length))}</Button>}
    </Section>
  );
}
