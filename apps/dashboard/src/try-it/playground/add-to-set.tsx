import { Button, Modal, Select, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { addEvaluationCase, createEvaluationSet, listEvaluationCases, listEvaluationSets } from '#contracts';
import type { EvaluationCaseKind } from '#contracts';
import { useChange, useRead } from '../../api.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { linesOf } from '../../parts/lines.ts';
import { partWords } from '../../strings.ts';
import { words } from './strings.ts';
import css from './playground.module.css';

const text = words.set;
const NEW = 'new';

interface Props {
  question: string;
  /** Answers of the columns, to be kept as the good one. */
  answers: readonly { name: string; text: string }[];
  onClose: () => void;
}

/** A question with what is expected of its answer, put into an evaluation set that is not frozen. */
export function AddToSet({ question, answers, onClose }: Props): ReactNode {
  const sets = useRead(listEvaluationSets, { limit: 200 });
  const open = (sets.data?.items ?? []).filter(({ frozenAt }) => frozenAt === null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<EvaluationCaseKind>('facts');
  const [facts, setFacts] = useState('');
  const [mustNot, setMustNot] = useState('');
  const [reference, setReference] = useState<string | null>(null);
  const create = useChange(createEvaluationSet, listEvaluationSets);
  const add = useChange(addEvaluationCase, listEvaluationSets, listEvaluationCases);
  const said = kind === 'facts' ? factsOf(facts) : [];
  const checksNothing = kind !== 'abstain' && said.length === 0 && linesOf(mustNot).length === 0 && (kind !== 'facts' || reference === null);
  const setId = chosen ?? open[0]?.id ?? NEW;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      const set = open.find(({ id }) => id === setId) ?? await create.mutateAsync({ name: name.trim() });
      setChosen(set.id);
      await add.mutateAsync({
        id: set.id, kind, question, origin: 'playground', reference: answers.find((answer) => answer.name === reference)?.text ?? null,
        expect: { facts: said, mustNot: linesOf(mustNot), abstain: kind === 'abstain' },
      });
      notifications.show({ message: text.added(set.name) });
      onClose();
    } catch {
      // Both changes keep their error, which is shown below.
    }
  };
  return (
    <Modal opened onClose={onClose} title={text.title} closeButtonProps={{ 'aria-label': partWords.close }}>
      <form className={css.form} onSubmit={(event) => void submit(event)}>
        <p className={css.note} dir="auto">{question}</p>
        <Select
          label={text.set} description={text.frozen} allowDeselect={false} disabled={sets.isPending} value={setId} onChange={setChosen}
          data={[...open.map((set) => ({ value: set.id, label: text.cases(set.name, set.cases) })), { value: NEW, label: text.newSet }]}
        />
        {setId === NEW && <TextInput label={text.name} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />}
        <Select
          label={text.kind} allowDeselect={false} value={kind} onChange={(value) => value && setKind(value)}
          data={[{ value: 'facts', label: text.facts }, { value: 'abstain', label: text.abstain }, { value: 'adversarial', label: text.attack }] satisfies { value: EvaluationCaseKind; label: string }[]}
        />
        {kind === 'facts' && <Textarea label={text.must} description={text.mustHint} autosize minRows={2} maxRows={8} value={facts} onChange={(event) => setFacts(event.currentTarget.value)} />}
        <Textarea label={text.mustNot} description={text.mustNotHint} autosize minRows={1} maxRows={8} value={mustNot} onChange={(event) => setMustNot(event.currentTarget.value)} />
        {answers.length > 0 && <Select label={text.reference} placeholder={text.noReference} clearable value={reference} onChange={setReference} data={answers.map((answer) => answer.name)} />}
        {checksNothing && <p className={css.note}>{text.checksNothing[kind === 'facts' ? 'facts' : 'adversarial']}</p>}
        <NotSaved error={create.error ?? add.error} />
        <div><Button type="submit" loading={create.isPending || add.isPending} disabled={checksNothing || sets.isPending || (setId === NEW && name.trim() === '')}>{text.save}</Button></div>
      </form>
    </Modal>
  );
}

const factsOf = (facts: string): string[][] => linesOf(facts).map((line) => line.split('|').map((one) => one.trim()).filter((one) => one !== '')).filter((wordings) => wordings.length > 0);
