import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { createExample, listExamples, listIntents } from '#contracts';
import type { DataSetTurn } from '#contracts';
import { useChange } from '../../api.ts';
import { count } from '../../format.ts';
import { IntentSelect } from '../../knowledge/intent-select.tsx';
import { Disclosure } from '../../parts/disclosure.tsx';
import { NotSaved } from '../../parts/failure.tsx';
import backends from '../backends.module.css';
import { words } from './strings.ts';

const text = words.examplesOf;

/** Approves the question of an example as a labelled one: that is how the built-in engine learns from a data set. */
export function LabelQuestion({ dataSetId, turn: { number, part, intent: recognised, example } }: { dataSetId: string; turn: DataSetTurn }): ReactNode {
  const [intent, setIntent] = useState(recognised);
  const create = useChange(createExample, listExamples, listIntents);
  const question = example?.messages.at(-1)?.text ?? '';
  const approve = (): void => {
    if (intent === null) return;
    create.mutate({ text: question, intent, part: part === 'train' ? 'train' : 'test', from: { dataSetId, number } }, { onSuccess: () => notifications.show({ message: text.labelled(intent) }) });
  };
  return (
    <Disclosure summary={text.approveOf(count(number))}>
      <p className={backends.note}>{text.labelHint}</p>
      <IntentSelect label={text.label} value={intent} onChange={setIntent} />
      <Button mt="xs" variant="default" size="compact-sm" disabled={intent === null || create.isSuccess} loading={create.isPending} onClick={approve}>{text.approve}</Button>
      <NotSaved error={create.error} />
    </Disclosure>
  );
}
