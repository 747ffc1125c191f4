import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { listChosenExamples } from '#contracts';
import type { ReplyOf } from '#contracts';
import { useRead } from '../api.ts';
import { count } from '../format.ts';
import { Failure } from '../parts/failure.tsx';
import { useMay } from '../session.tsx';
import { words } from './strings.ts';
import css from './versions.module.css';

const text = words.examples;
const TYPING_MS = 300;
type Group = ReplyOf<typeof listChosenExamples>['intents'][number];

interface Props {
  /** Null shows all. */
  examplesPerIntent: number | null;
  exampleSeed: number;
  onSeed: (seed: number) => void;
}

/** Which labelled questions the pack shows, and another draw of them. */
export function ChosenExamples({ examplesPerIntent, exampleSeed, onSeed }: Props): ReactNode {
  const mayRead = useMay('content:read');
  const [asked] = useDebouncedValue(`${examplesPerIntent ?? ''}|${exampleSeed}`, TYPING_MS);
  const [perIntent, seed] = asked.split('|').map(Number);
  const reading = useRead(listChosenExamples, { exampleSeed: seed ?? 1, ...(perIntent ? { examplesPerIntent: perIntent } : {}) }, { enabled: mayRead });
  const intents = reading.data?.intents;
  if (reading.error && !intents) return <Failure error={reading.error} again={() => void reading.refetch()} />;
  if (!intents) return null;
  if (intents.length === 0) return <p className={css.note}>{text.none} <Link to="/knowledge/questions">{text.toQuestions}</Link></p>;
  const chosen = intents.reduce((sum, group) => sum + group.chosen, 0);
  const leavesOut = intents.some((group) => group.chosen < group.known);
  return (
    <div className={css.examples}>
      <details>
        <summary>{text.title(count(chosen), count(intents.length))}</summary>
        <ul aria-label={text.list}>{intents.map((group) => <Intent key={group.intent} group={group} />)}</ul>
      </details>
      {leavesOut && <Button variant="default" size="compact-sm" loading={reading.isFetching} onClick={() => onSeed(exampleSeed + 1)}>{text.redraw}</Button>}
    </div>
  );
}

const Intent = ({ group: { intent, known, chosen, examples } }: { group: Group }): ReactNode => (
  <li>
    <details>
      <summary>{intent === 'oos' ? text.oos : intent} <span className={css.soft}>{text.of(count(chosen), count(known))}</span></summary>
      <ul>
        {examples.map((example) => <li key={example} dir="auto">{example}</li>)}
        {chosen > examples.length && <li className={css.soft}>{text.more(count(chosen - examples.length))}</li>}
      </ul>
    </details>
  </li>
);
