import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { DataSetPart, type DataSet, type DataSetTurn } from '#contracts';
import { count, instant } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { useTurns } from './data.ts';
import { LabelQuestion } from './label-question.tsx';
import { words } from './strings.ts';
import css from './data-sets.module.css';

const text = words.examplesOf;
const A_PAGE = 10;

/** The examples of a data set as a model will read them, page by page. */
export function Examples({ set }: { set: DataSet }): ReactNode {
  const [part, setPart] = useState<DataSetPart | null>(null);
  const [before, setBefore] = useState<number[]>([]);
  const reading = useTurns(set.id, part, before.at(-1) ?? 0, A_PAGE);
  const choose = (wished: string | null) => {
    setPart(wished === null ? null : DataSetPart.parse(wished));
    setBefore([]);
  };
  const options = DataSetPart.options.map((value) => ({ value, label: words.parts[value] }));
  return (
    <Section title={text.title} actions={<Select aria-label={text.part} placeholder={text.all} clearable size="xs" data={options} value={part} onChange={choose} />}>
      <Loaded reading={reading} skeleton={<CardSkeleton />}>
        {({ items, total, next }) => (
          <>
            {items.length === 0 && <p className={backends.note}>{text.empty}</p>}
            <ol className={css.examples} aria-label={text.caption}>{items.map((turn) => <Example key={turn.number} dataSetId={set.id} turn={turn} />)}</ol>
            {items.length > 0 && (
              <div className={css.pages}>
                <span role="status">{text.range(count(before.length * A_PAGE + 1), count(before.length * A_PAGE + items.length), count(total))}</span>
                <Button variant="default" size="compact-sm" disabled={before.length === 0} onClick={() => setBefore(before.slice(0, -1))}>{text.back}</Button>
                <Button variant="default" size="compact-sm" disabled={next === null} onClick={() => next !== null && setBefore([...before, next])}>{text.next}</Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Example({ dataSetId, turn }: { dataSetId: string; turn: DataSetTurn }): ReactNode {
  const mayLabel = useMay('content:write');
  const { timeZone } = useSession().workspace;
  const { number, part, why, marks, intent, askedAt, conversationId, example } = turn;
  const notes = [words.parts[part], words.why[why], ...marks.map((mark) => words.marks[mark]), intent, instant(askedAt, timeZone)].filter(Boolean);
  return (
    <li className={css.example}>
      <p className={css.about}>
        <strong>{text.number(count(number))}</strong> <span>{notes.join(' · ')}</span>
        <Link to={`/conversations/${conversationId}`} aria-label={text.open(count(number))}>{text.conversation}</Link>
      </p>
      {example ? <Words example={example} /> : <p className={backends.soft}>{text.erased}</p>}
      {mayLabel && example && <LabelQuestion dataSetId={dataSetId} turn={turn} />}
    </li>
  );
}

function Words({ example: { messages, answer, rejected, liked } }: { example: NonNullable<DataSetTurn['example']> }): ReactNode {
  const good = rejected !== null ? text.chosen : liked === null ? text.good : liked ? text.liked : text.disliked;
  return (
    <dl className={css.words}>
      {messages.map(({ role, text: said }, at) => <div key={at}><dt>{text[role]}</dt><dd dir="auto">{said}</dd></div>)}
      <div data-good={liked !== false}><dt>{good}</dt><dd dir="auto">{answer}</dd></div>
      {rejected !== null && <div data-good="false"><dt>{text.rejected}</dt><dd dir="auto">{rejected}</dd></div>}
    </dl>
  );
}
