import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { NotSaved } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import css from '../backends.module.css';
import layout from './optimizer.module.css';
import { usePlan, useStart } from './data.ts';
import { LimitFields, WhatFields } from './draft-fields.tsx';
import { emptyDraft, planOf, requestOf, type OptimizerDraft } from './optimizer-draft.ts';
import { PlanPanel } from './plan-panel.tsx';
import { words } from './strings.ts';

const text = words.form;
const PAUSE_MS = 300;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What is to be improved on what, and beside it what that takes. `?version=` and `?set=` are filled in. */
export function NewOptimizerRun(): ReactNode {
  const [query] = useSearchParams();
  const [draft, setDraft] = useState<OptimizerDraft>(() => ({ ...emptyDraft, versionId: query.get('version'), setId: query.get('set') }));
  const [still] = useDebouncedValue(draft, PAUSE_MS);
  const wish = planOf(still);
  const planning = usePlan(wish ?? { versionId: NOBODY, setId: NOBODY }, wish !== null);
  const plan = wish && planning.data && !planning.error ? planning.data : undefined;
  const start = useStart();
  const go = useNavigate();
  const request = plan ? requestOf(draft, plan) : null;
  const fields = { draft, onChange: (change: Partial<OptimizerDraft>) => setDraft((before) => ({ ...before, ...change })) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request) start.mutate(request, { onSuccess: ({ id }) => void go(`/backends/optimizer/${id}`) });
  };
  return (
    <PageFrame title={text.title} above={{ label: words.title, to: '/backends/optimizer' }}>
      <div className={layout.sides}>
        <form onSubmit={submit}>
          <Section title={text.what}><WhatFields {...fields} /></Section>
          <Section title={text.limits}><LimitFields {...fields} plan={plan} /></Section>
          <NotSaved error={start.error} title={text.notStarted} />
          <p className={css.note}>{text.consequence}</p>
          <Button type="submit" disabled={request === null} loading={start.isPending}>{text.save}</Button>
        </form>
        <Section title={words.plan.title}>
          {wish === null ? <p className={css.note}>{words.plan.choose}</p> : <Loaded reading={planning} skeleton={<RowsSkeleton rows={4} />}>{(ready) => (planning.error ? null : <PlanPanel plan={ready} />)}</Loaded>}
        </Section>
      </div>
    </PageFrame>
  );
}
