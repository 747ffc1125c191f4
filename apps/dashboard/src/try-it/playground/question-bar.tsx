import { Button, Modal, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { MESSAGE_CODE_POINTS } from '#contracts';
import { linesOf } from '../../parts/lines.ts';
import { partWords } from '../../strings.ts';
import { QuestionPicker } from '../../versions/question-picker.tsx';
import type { QuestionsControl } from '../../versions/use-questions.ts';
import { words } from './strings.ts';
import css from './playground.module.css';

/** Types, pastes or chooses questions. */
export function QuestionBar({ questions }: { questions: QuestionsControl }): ReactNode {
  const [own, setOwn] = useState('');
  const [open, setOpen] = useState<'choose' | 'paste' | null>(null);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (own.trim() === '') return;
    questions.add({ text: own.trim(), intent: null, from: 'typed' });
    setOwn('');
  };
  return (
    <>
      <form className={css.bar} onSubmit={add}>
        <TextInput className={css.grow ?? ''} aria-label={words.type} placeholder={words.typePlaceholder} maxLength={MESSAGE_CODE_POINTS} value={own} onChange={(event) => setOwn(event.currentTarget.value)} />
        <Button type="submit" variant="default" disabled={own.trim() === ''}>{words.addQuestion}</Button>
        <Button variant="default" onClick={() => setOpen('choose')}>{words.choose}</Button>
        <Button variant="default" onClick={() => setOpen('paste')}>{words.paste}</Button>
        {questions.chosen.length > 0 && <Button variant="subtle" color="gray" onClick={questions.clear}>{words.clear}</Button>}
      </form>
      {open === 'choose' && <QuestionPicker questions={questions} onClose={() => setOpen(null)} />}
      {open === 'paste' && <Paste questions={questions} onClose={() => setOpen(null)} />}
    </>
  );
}

function Paste({ questions, onClose }: { questions: QuestionsControl; onClose: () => void }): ReactNode {
  const [list, setList] = useState('');
  const lines = linesOf(list).map((line) => [...line].slice(0, MESSAGE_CODE_POINTS).join(''));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    questions.add(...lines.map((text) => ({ text, intent: null, from: 'typed' as const })));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.pasteTitle} closeButtonProps={{ 'aria-label': partWords.close }}>
      <form className={css.form} onSubmit={submit}>
        <Textarea label={words.pasteLabel} description={words.pasteHint} data-autofocus autosize minRows={6} maxRows={16} value={list} onChange={(event) => setList(event.currentTarget.value)} />
        <div><Button type="submit" disabled={lines.length === 0}>{words.pasteSave}</Button></div>
      </form>
    </Modal>
  );
}
