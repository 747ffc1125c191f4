import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TopicQuestion } from '#contracts';
import { count } from '../../format.ts';
import { QuestionLine } from './question-list.tsx';
import { words } from './strings.ts';
import css from './topics.module.css';

interface Props {
  questions: readonly TopicQuestion[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Which questions become examples; what says the same again is folded away. */
export function QuestionChoice({ questions, chosen, onChange }: Props): ReactNode {
  const [unfolded, setUnfolded] = useState(false);
  const alike = questions.filter((question) => question.alike).length;
  const shown = unfolded ? questions : questions.filter((question) => !question.alike);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className={css.questions}>
      <legend>{words.examples}</legend>
      <p className={css.hint}>{words.examplesHint}</p>
      <div className={css.count}>
        <span role="status">{words.chosen(count(chosen.size), count(questions.length))}</span>
        <Button variant="default" size="compact-sm" onClick={() => onChange(new Set(shown.map(({ id }) => id)))}>{words.all}</Button>
        <Button variant="default" size="compact-sm" onClick={() => onChange(new Set())}>{words.none}</Button>
      </div>
      <ul className={css.choices} tabIndex={0} aria-label={words.examples}>
        {shown.map((question) => (
          <QuestionLine key={question.id} question={question}>
            <Checkbox checked={chosen.has(question.id)} onChange={() => toggle(question.id)} label={<span dir="auto">{question.text}</span>} />
          </QuestionLine>
        ))}
      </ul>
      {alike > 0 && !unfolded && <Button variant="default" size="compact-sm" justify="flex-start" w="fit-content" onClick={() => setUnfolded(true)}>{words.folded(count(alike))}</Button>}
    </fieldset>
  );
}
