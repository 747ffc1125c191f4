import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { IntentKey } from '#contracts';
import type { ReplyOf, TopicQuestion, readTopic } from '#contracts';
import { count } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { AnswerField } from '../answer-field.tsx';
import { words as knowledge } from '../strings.ts';
import { useMakeIntent } from './data.ts';
import { QuestionChoice } from './question-choice.tsx';
import { words } from './strings.ts';
import css from '../knowledge.module.css';
import topics from './topics.module.css';

/** Unlike each other, and nobody has labelled them. */
const worthLearning = ({ alike, labelled }: TopicQuestion): boolean => !alike && labelled === null;

/** Everything is filled in: one click on the button makes the intent. */
export function IntentOfTopic({ topic, onDone }: { topic: ReplyOf<typeof readTopic>; onDone: () => void }): ReactNode {
  const [label, setLabel] = useState(topic.name);
  const [key, setKey] = useState(topic.proposedKey);
  const [answer, setAnswer] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(topic.all.filter(worthLearning).map(({ id }) => id)));
  const make = useMakeIntent();
  const good = IntentKey.safeParse(key).success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The topic is read again before the change counts as done, and this form goes with it: callbacks of the form would go too, a promise stays.
    void make.mutateAsync({ id: topic.id, key, label, answer: answer.trim() || null, questionIds: [...chosen] }).then(({ examples }) => {
      notifications.show({ message: words.created(count(examples)) });
      onDone();
    }, () => undefined);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput label={words.label} description={words.labelHint} required maxLength={120} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
      <TextInput
        label={words.key} description={knowledge.intents.keyHint} required maxLength={120} spellCheck={false} value={key} error={key !== '' && !good && knowledge.intents.keyWrong}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <QuestionChoice questions={topic.all} chosen={chosen} onChange={setChosen} />
      <AnswerField value={answer} onChange={setAnswer} />
      <NotSaved error={make.error} />
      <p className={css.note}>{words.consequence}</p>
      <div className={topics.save}>
        <Button type="submit" data-autofocus disabled={!label.trim() || !good || chosen.size === 0} loading={make.isPending}>{words.create(count(chosen.size))}</Button>
      </div>
    </form>
  );
}
