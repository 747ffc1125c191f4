import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { MESSAGE_CODE_POINTS, listExamples } from '#contracts';
import type { BackendVersion } from '#contracts';
import { useRead } from '../api.ts';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useMay } from '../session.tsx';
import { pickOfTheDay } from '../try-it/pick-of-the-day.ts';
import { ComparedRow } from './compared-row.tsx';
import { countsOf, hasChanged, type Compared } from './comparison.ts';
import { QuestionPicker } from './question-picker.tsx';
import { words } from './strings.ts';
import { TakeOut } from './take-out.tsx';
import { keyOfDraft, useComparison, type Draft } from './use-comparison.ts';
import type { QuestionsControl } from './use-questions.ts';
import css from './versions.module.css';

const text = words.preview;
const FIRST_TAKEN = 12;

interface Props {
  questions: QuestionsControl;
  /** What would be saved; null while something is missing. */
  draft: Draft | null;
  /** What the draft was begun from, if it can answer. */
  base: BackendVersion | undefined;
}

/** The draft and the version it was begun from, asked the same questions. */
export function PreviewPanel({ questions, draft, base }: Props): ReactNode {
  const [picking, setPicking] = useState(false);
  const [onlyChanged, setOnlyChanged] = useState(false);
  const comparison = useComparison();
  const { chosen } = questions;
  const compared = base?.state === 'ready' ? base : null;
  const run = (): void => {
    if (draft) comparison.run(chosen, draft, compared?.id ?? null);
  };
  const rows = comparison.rows.filter(({ question }) => chosen.some((one) => one.text === question.text));
  const shown = onlyChanged ? rows.filter((row) => hasChanged(row) !== false) : rows;
  const choose = <Button variant="default" onClick={() => setPicking(true)}>{text.choose}</Button>;
  return (
    <Section title={text.title}>
      <p className={css.note}>{text.what}</p>
      {chosen.length === 0
        ? <Empty title={text.emptyTitle} text={text.empty}><div className={css.buttons}><TakeTest questions={questions} />{choose}</div></Empty>
        : (
          <div className={css.buttons}>
            <Button disabled={!draft} loading={comparison.busy} onClick={run}>{text.tryAll(chosen.length)}</Button>
            {choose}
            {comparison.busy && <span className={css.soft} role="status">{text.progress(comparison.done, comparison.rows.length)}</span>}
          </div>
        )}
      <OwnQuestion onAdd={(own) => questions.add({ text: own, intent: null, from: 'typed' })} />
      {!draft && chosen.length > 0 && <p className={css.note}>{text.cannotTry}</p>}
      {rows.length > 0 && (
        <>
          <Summary rows={rows} stale={!comparison.busy && draft !== null && comparison.tried !== keyOfDraft(draft)} />
          {compared && <Checkbox size="xs" label={text.onlyChanged} checked={onlyChanged} onChange={(event) => setOnlyChanged(event.currentTarget.checked)} />}
          {shown.length === 0 && <p className={css.note}>{text.nothingChanged}</p>}
        </>
      )}
      <ul className={css.rows} aria-label={text.questions}>
        {shown.map((row) => <ComparedRow key={row.question.text} row={row} baseNumber={compared?.number ?? null} onRemove={() => questions.remove(row.question.text)} />)}
        {!onlyChanged && chosen.filter(({ text: own }) => !rows.some(({ question }) => question.text === own)).map((question) => (
          <Waiting key={question.text} question={question} onRemove={() => questions.remove(question.text)} />
        ))}
      </ul>
      {picking && <QuestionPicker questions={questions} onClose={() => setPicking(false)} />}
    </Section>
  );
}

const Waiting = ({ question, onRemove }: { question: QuestionsControl['chosen'][number]; onRemove: () => void }): ReactNode => (
  <li className={css.row}>
    <div className={css.rowHead}>
      <p className={css.question} dir="auto">{question.text}</p>
      <TakeOut question={question.text} onRemove={onRemove} />
    </div>
    <p className={css.soft}>{question.intent === null ? text.from[question.from] : `${text.from[question.from]}, ${text.expected(question.intent)}`}</p>
  </li>
);

function Summary({ rows, stale }: { rows: readonly Compared[]; stale: boolean }): ReactNode {
  const { compared, changed, judged, rightBefore, rightNow, judgedNow } = countsOf(rows);
  const talks = rows.some(({ draft }) => draft.state === 'answered' && draft.preview.servedEngine === 'language_model');
  const parts = [
    compared > 0 && text.changed(changed, compared),
    judged > 0 ? text.right(rightNow, judged, rightBefore) : judgedNow > 0 && text.rightNow(rightNow, judgedNow),
  ].filter(Boolean);
  return (
    <div role="status" className={css.summary}>
      {parts.length > 0 && <p className={css.counts}>{parts.join('; ')}</p>}
      {judgedNow === 0 && rows.every(({ draft }) => draft.state !== 'asked') && <p className={css.soft}>{text.notJudged}</p>}
      {talks && compared > 0 && <p className={css.soft}>{text.wording}</p>}
      {stale && <p className={css.look}>{text.stale}</p>}
    </div>
  );
}

/** A dozen test questions of as many intents, one click away. */
function TakeTest({ questions }: { questions: QuestionsControl }): ReactNode {
  const examples = useRead(listExamples, { part: 'test', limit: 200 }, { enabled: useMay('content:read') });
  const picked = pickOfTheDay(examples.data?.items ?? [], FIRST_TAKEN, 'first', ({ intent }) => intent);
  if (picked.length === 0) return null;
  return <Button onClick={() => questions.add(...picked.map(({ text: own, intent }) => ({ text: own, intent, from: 'test' as const })))}>{text.takeTest(picked.length)}</Button>;
}

function OwnQuestion({ onAdd }: { onAdd: (question: string) => void }): ReactNode {
  const [own, setOwn] = useState('');
  const add = (): void => {
    if (own.trim() === '') return;
    onAdd(own.trim());
    setOwn('');
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  return (
    <div className={css.own}>
      <TextInput aria-label={text.type} placeholder={text.typePlaceholder} maxLength={MESSAGE_CODE_POINTS} value={own} onChange={(event) => setOwn(event.currentTarget.value)} onKeyDown={press} />
      <Button variant="default" disabled={own.trim() === ''} onClick={add}>{text.add}</Button>
    </div>
  );
}
