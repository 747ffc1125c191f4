import { Button, Checkbox, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import { Failure } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useBackends, useStartTraining } from './data.ts';
import { words } from './strings.ts';
import { SearchFields, noSearch, searchOf } from './train/search-fields.tsx';
import css from './backends.module.css';

const text = words.training;
const HIGHEST_SEED = 2 ** 31;
const MOST_BACKENDS = 10;

/** One button; what else can be chosen has a good default. A further way to train is a further choice of `SearchFields`. */
export function TrainForm(): ReactNode {
  const trainable = (useBackends().data?.items ?? []).filter(({ kind, latest }) => kind !== 'prompt' && !latest?.policy).slice(0, MOST_BACKENDS);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [note, setNote] = useState('');
  const [seed, setSeed] = useState(1);
  const [search, setSearch] = useState(noSearch);
  const start = useStartTraining();
  const backendIds = chosen ?? trainable.map(({ id }) => id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({ seed, note: note.trim(), backendIds, search: searchOf(search) });
  };
  return (
    <Section title={text.start}>
      <form className={css.form} onSubmit={submit}>
        <p className={css.note}>{text.what} <Link to="/knowledge/questions">{text.toQuestions}</Link></p>
        <SearchFields draft={search} onChange={setSearch} />
        {trainable.length > 0 ? (
          <Checkbox.Group label={text.backends} description={text.backendsHint} value={backendIds} onChange={setChosen}>
            <Stack gap="xs" mt="xs">{trainable.map(({ id, name, kind }) => <Checkbox key={id} value={id} label={`${name} (${words.kinds[kind].toLowerCase()})`} />)}</Stack>
          </Checkbox.Group>
        ) : <p className={css.note}>{text.noBackends}</p>}
        <TextInput label={text.note} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <details className={css.more}>
          <summary>{text.more}</summary>
          <NumberInput
            label={text.seed} description={text.seedHint} min={0} max={HIGHEST_SEED} allowDecimal={false} clampBehavior="strict" maw="16rem" value={seed}
            onChange={(value) => setSeed(Number(value))}
          />
        </details>
        {start.error && <Failure error={start.error} title={text.failed} />}
        <div className={css.buttons}><Button type="submit" loading={start.isPending}>{text.train}</Button></div>
      </form>
    </Section>
  );
}
