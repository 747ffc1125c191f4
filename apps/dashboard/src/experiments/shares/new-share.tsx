import { Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { NotSaved } from '../../parts/failure.tsx';
import { ShownOnce } from '../../settings/shown-once.tsx';
import { partWords } from '../../strings.ts';
import { words } from './strings.ts';
import { useCreateShare } from './use-shares.ts';
import css from '../experiments.module.css';

const USUAL_DAYS = 30;
const MOST_DAYS = 365;

const areDays = (days: number | string): days is number => typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;

/** Makes a link; its address is shown a single time, and only a button closes that. */
export function NewShare({ experimentId }: { experimentId: string }): ReactNode {
  const [opened, setOpened] = useState(false);
  const [note, setNote] = useState('');
  const [days, setDays] = useState<number | string>(USUAL_DAYS);
  const create = useCreateShare();
  const close = () => {
    setOpened(false);
    setNote('');
    setDays(USUAL_DAYS);
    create.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (areDays(days)) create.mutate({ id: experimentId, note: note.trim(), expiresInDays: days });
  };
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpened(true)}>{words.create}</Button>
      <Modal
        opened={opened} onClose={close} title={create.data ? words.onceTitle : words.create} closeOnClickOutside={!create.data} closeOnEscape={!create.data}
        withCloseButton={!create.data} closeButtonProps={{ 'aria-label': partWords.close }}
      >
        {create.data
          ? <ShownOnce text={words.once} secret={create.data.url} copy={words.copy} done={words.done} onDone={close} />
          : (
              <form className={css.form} onSubmit={submit}>
                <p className={css.sum}>{words.about}</p>
                <TextInput label={words.note} description={words.noteHint} maxLength={200} data-autofocus value={note} onChange={(event) => setNote(event.currentTarget.value)} />
                <NumberInput label={words.days} description={words.daysHint} suffix={words.daysUnit} allowDecimal={false} allowNegative={false} value={days} onChange={setDays} error={areDays(days) ? undefined : words.daysWrong} />
                <NotSaved error={create.error} />
                <Button type="submit" loading={create.isPending} disabled={!areDays(days)}>{words.create}</Button>
              </form>
            )}
      </Modal>
    </>
  );
}
