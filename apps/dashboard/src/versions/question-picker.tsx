import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { listConversations, listEvaluationCases, listEvaluationSets, listExamples } from '#contracts';
import { useRead } from '../api.ts';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useMay } from '../session.tsx';
import { pickOfTheDay } from '../try-it/pick-of-the-day.ts';
import { MOST_QUESTIONS, isChosen, withQuestions, type ChosenQuestion } from './questions.ts';
import { words } from './strings.ts';
import type { QuestionsControl } from './use-questions.ts';
import css from './versions.module.css';

const text = words.picker;
const TYPING_MS = 250;
const READ = 200;
const LISTED = 80;

/** Test questions and what visitors asked, to tick. */
export function QuestionPicker({ questions, onClose }: { questions: QuestionsControl; onClose: () => void }): ReactNode {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), TYPING_MS);
  const { chosen, clear } = questions;
  return (
    <SideDrawer title={text.title} onClose={onClose}>
      <div className={css.picker}>
        <TextInput label={text.search} type="search" maxLength={200} data-autofocus value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <TestQuestions search={asked} questions={questions} />
        <VisitorQuestions search={asked} questions={questions} />
        <EvaluationQuestions search={asked} questions={questions} />
        <div className={css.pickerFoot}>
          <span role="status">{text.count(chosen.length, MOST_QUESTIONS)}</span>
          {chosen.length > 0 && <Button variant="subtle" color="gray" onClick={clear}>{text.clear}</Button>}
          <Button onClick={onClose}>{text.done}</Button>
        </div>
      </div>
    </SideDrawer>
  );
}

interface ListProps {
  search: string;
  questions: QuestionsControl;
}

function TestQuestions({ search, questions }: ListProps): ReactNode {
  const examples = useRead(listExamples, { part: 'test', limit: READ, ...(search ? { search } : {}) }, { enabled: useMay('content:read') });
  // Mixed: otherwise a hundred of the intent that was imported last would stand above all others.
  const items = examples.data && pickOfTheDay(examples.data.items, LISTED, 'first', ({ intent }) => intent).map(({ text: words, intent }): ChosenQuestion => ({ text: words, intent, from: 'test' }));
  return <Tickable title={text.test} hint={text.testHint} none={text.noTest} items={items} questions={questions} />;
}

function VisitorQuestions({ search, questions }: ListProps): ReactNode {
  const mayRead = useMay('conversations:read');
  const conversations = useRead(listConversations, { traffic: 'live', limit: LISTED, ...(search ? { search } : {}) }, { enabled: mayRead });
  if (!mayRead) return null;
  const items = conversations.data?.items.filter(({ opening }) => opening !== '').map(({ opening }): ChosenQuestion => ({ text: opening, intent: null, from: 'visitor' }));
  return <Tickable title={text.visitor} hint={text.visitorHint} none={text.noVisitor} items={items && withQuestions([], items)} questions={questions} />;
}

function EvaluationQuestions({ search, questions }: ListProps): ReactNode {
  const mayRead = useMay('content:read');
  const [id, setId] = useState<string | null>(null);
  const sets = useRead(listEvaluationSets, { limit: READ }, { enabled: mayRead });
  const cases = useRead(listEvaluationCases, { id: id ?? '', limit: LISTED, ...(search ? { search } : {}) }, { enabled: id !== null });
  if (!sets.data?.items.length) return null;
  const items = id === null ? [] : cases.data?.items.map(({ question }): ChosenQuestion => ({ text: question, intent: null, from: 'evaluation' }));
  return (
    <div>
      <Select label={text.set} placeholder={text.chooseSet} data={sets.data.items.map((set) => ({ value: set.id, label: set.name }))} value={id} onChange={setId} mb="sm" />
      {id !== null && <Tickable title={text.evaluation} hint={text.evaluationHint} none={text.noEvaluation} items={items && withQuestions([], items)} questions={questions} />}
    </div>
  );
}

function Tickable({ title, hint, none, items, questions: { chosen, add, remove } }: { title: string; hint: string; none: string; items: ChosenQuestion[] | undefined; questions: QuestionsControl }): ReactNode {
  const full = chosen.length >= MOST_QUESTIONS;
  return (
    <section aria-label={title}>
      <h3 className={css.small}>{title}</h3>
      <p className={css.note}>{items?.length === 0 ? none : hint}</p>
      <ul className={css.ticks}>
        {items?.map((question) => {
          const ticked = isChosen(chosen, question.text);
          return (
            <li key={question.text}>
              <Checkbox
                size="sm" checked={ticked} disabled={full && !ticked} label={<span dir="auto">{question.text}</span>} description={question.intent === 'oos' ? text.oos : question.intent}
                onChange={() => (ticked ? remove(question.text) : add(question))}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
