import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { cost, count, duration } from '../../format.ts';
import { plain } from '../../inbox/plain.ts';
import { useMay } from '../../session.tsx';
import type { ChosenQuestion } from '../../versions/questions.ts';
import { words as versionWords } from '../../versions/strings.ts';
import { TakeOut } from '../../versions/take-out.tsx';
import type { QuestionsControl } from '../../versions/use-questions.ts';
import { AddToSet } from './add-to-set.tsx';
import { Cell } from './cell.tsx';
import { taskOf, type Played } from './played.ts';
import { words } from './strings.ts';
import { totalsOf, type Totals } from './totals.ts';
import type { Playing } from './use-playground.ts';
import css from './playground.module.css';

interface Props {
  columns: readonly Played[];
  questions: QuestionsControl;
  playing: Playing;
  marked: boolean;
}

/** A row of answers under each question, and what each column comes to. */
export function Grid({ columns, questions, playing, marked }: Props): ReactNode {
  const [adding, setAdding] = useState<string | null>(null);
  const mayAdd = useMay('content:write');
  const first = columns[0];
  const outcomeOf = (played: Played, { text }: ChosenQuestion) => playing.outcomeOf(played.asking, text);
  const firstOf = (played: Played, question: ChosenQuestion) => (first && played !== first ? outcomeOf(first, question) : undefined);
  const answersTo = (question: string) => columns.flatMap((played) => {
    const outcome = playing.outcomeOf(played.asking, question);
    return outcome?.state === 'answered' && outcome.preview.text !== '' ? [{ name: played.name, text: plain(outcome.preview.text) }] : [];
  });
  return (
    <div className={css.scroll} tabIndex={0} role="group" aria-label={words.table}>
      <table className={css.table}>
        <caption className="visually-hidden">{words.table}</caption>
        <thead><tr>{columns.map(({ key, name }) => <th key={key} scope="col">{name}</th>)}</tr></thead>
        {questions.chosen.map((question) => (
          <tbody key={question.text}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length} className={css.question}>
                <div>
                  <span dir="auto">{question.text}</span>
                  <span className={css.soft}>{versionWords.preview.from[question.from]}{question.intent !== null && `, ${versionWords.preview.expected(question.intent)}`}</span>
                  {mayAdd && <Button variant="default" size="compact-xs" aria-label={words.set.openOf(question.text)} onClick={() => setAdding(question.text)}>{words.set.open}</Button>}
                  <TakeOut question={question.text} onRemove={() => questions.remove(question.text)} />
                </div>
              </th>
            </tr>
            <tr>
              {columns.map((played) => (
                <td key={played.key}>
                  <Cell
                    question={question} outcome={outcomeOf(played, question)} first={marked ? firstOf(played, question) : undefined} busy={playing.busy}
                    onAgain={played.asking && (() => playing.run(taskOf(played, question.text)))}
                  />
                </td>
              ))}
            </tr>
          </tbody>
        ))}
        <tfoot>
          <tr><th scope="rowgroup" colSpan={columns.length} className={css.question}>{words.totals}</th></tr>
          <tr>{columns.map((played) => <td key={played.key}><Sum totals={totalsOf(questions.chosen.map((question) => ({ question, outcome: outcomeOf(played, question), first: firstOf(played, question) })))} /></td>)}</tr>
        </tfoot>
      </table>
      {adding !== null && <AddToSet question={adding} answers={answersTo(adding)} onClose={() => setAdding(null)} />}
    </div>
  );
}

function Sum({ totals }: { totals: Totals }): ReactNode {
  const { done, failed, tokens, costMicroUsd, firstTokenMs, totalMs, changed, compared, right, judged } = totals;
  const { total } = words;
  if (done === 0) return <p className={css.soft}>{total.none}</p>;
  const lines = [
    total.done(count(done), failed), tokens === null ? words.noTokens : total.tokens(count(tokens)), costMicroUsd !== null && total.cost(cost(costMicroUsd)),
    firstTokenMs !== null && total.first(duration(firstTokenMs)), totalMs !== null && total.whole(duration(totalMs)),
    compared > 0 && total.changed(changed, compared), judged > 0 && total.right(right, judged),
  ].filter((line) => line !== false);
  return <ul className={css.sum}>{lines.map((line) => <li key={line}>{line}</li>)}</ul>;
}
