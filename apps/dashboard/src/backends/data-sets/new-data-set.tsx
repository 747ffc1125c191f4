import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { DataSetFilters } from '#contracts';
import { NotSaved } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import backends from '../backends.module.css';
import { CountPanel } from './count-panel.tsx';
import { useCount, useCreateDataSet } from './data.ts';
import { MethodField, ShapeFields, SignalFields, WhereFields } from './filter-fields.tsx';
import { words } from './strings.ts';
import css from './data-sets.module.css';

const text = words.form;
const PAUSE_MS = 300;

/** What is wanted, and beside it how many turns that gives. */
export function NewDataSet(): ReactNode {
  const [name, setName] = useState('');
  const [filters, setFilters] = useState<DataSetFilters>(() => DataSetFilters.parse({}));
  const [still] = useDebouncedValue(filters, PAUSE_MS);
  const create = useCreateDataSet();
  const go = useNavigate();
  const none = filters.method === 'answers' && !Object.values(filters.signals).some(Boolean);
  const counting = useCount(still, !none);
  const fields = { filters, onChange: (change: Partial<DataSetFilters>) => setFilters((before) => ({ ...before, ...change })) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, ...filters }, { onSuccess: ({ id }) => void go(`/backends/data-sets/${id}`) });
  };
  return (
    <PageFrame title={text.title} above={{ label: words.title, to: '/backends/data-sets' }}>
      <div className={css.sides}>
        <form onSubmit={submit}>
          <Section title={text.what}>
            <div className={backends.form}>
              <TextInput label={text.name} placeholder={text.namePlaceholder} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
              <MethodField {...fields} />
              {filters.method === 'answers' && <SignalFields {...fields} />}
            </div>
          </Section>
          <Section title={text.where}><div className={backends.form}><WhereFields {...fields} /></div></Section>
          <Section title={text.how}><div className={backends.form}><ShapeFields {...fields} /></div></Section>
          <NotSaved error={create.error} />
          <p className={backends.note}>{text.consequence}</p>
          <Button type="submit" disabled={name.trim() === '' || none} loading={create.isPending}>{text.save}</Button>
        </form>
        <Section title={words.count.title}><Loaded reading={counting} skeleton={<RowsSkeleton rows={6} />}>{(counted) => <CountPanel counted={counted} />}</Loaded></Section>
      </div>
    </PageFrame>
  );
}
