import { Button, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { NotSaved } from '../parts/failure.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { useReadyVersions } from '../parts/version-select.tsx';
import { useCreateExperiment, useSites } from './data.ts';
import { emptyDraft, requestOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { PlanHelper } from './plan-helper.tsx';
import { trafficNames, words } from './strings.ts';
import { VariantRows } from './variant-rows.tsx';
import { weightOf } from './weights.ts';
import css from './experiments.module.css';

const text = words.form;
const traffics = ['live', 'replay', 'test'] as const;

export function NewExperimentPage(): ReactNode {
  const [draft, setDraft] = useState(() => emptyDraft(text.nameOf));
  const sites = useSites().data?.items ?? [];
  const versions = useReadyVersions();
  const create = useCreateExperiment();
  const go = useNavigate();
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const filled = { ...draft, siteId: draft.siteId ?? sites[0]?.id ?? null };
  const request = requestOf(filled);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request) create.mutate(request, { onSuccess: ({ id }) => void go(`/experiments/${id}`) });
  };
  return (
    <PageFrame title={text.title} above={{ label: words.title, to: '/experiments' }}>
      <form onSubmit={submit}>
        <Section title={words.detail.about}>
          <div className={css.form}>
            <TextInput label={text.name} placeholder={text.namePlaceholder} required maxLength={120} value={draft.name} onChange={(event) => set({ name: event.currentTarget.value })} />
            <Textarea
              label={text.hypothesis} description={text.hypothesisHint} autosize minRows={2} maxRows={8} maxLength={2_000} value={draft.hypothesis}
              onChange={(event) => set({ hypothesis: event.currentTarget.value })}
            />
            <div className={css.pairs}>
              <Select label={text.site} required allowDeselect={false} data={sites.map(({ id, name }) => ({ value: id, label: name }))} value={filled.siteId} onChange={(siteId) => set({ siteId })} />
              <Select
                label={text.traffic} description={text.trafficHint} allowDeselect={false} data={traffics.map((value) => ({ value, label: trafficNames[value] }))} value={draft.traffic}
                onChange={(value) => set({ traffic: traffics.find((one) => one === value) ?? 'live' })}
              />
              <NumberInput label={text.coverage} min={0} max={100} decimalScale={2} suffix=" %" value={draft.coverage / 100} onChange={(value) => set({ coverage: weightOf(value) })} />
            </div>
          </div>
        </Section>
        <Section title={text.variants}>
          {!versions.loading && versions.choices.length === 0 && <p className={css.alarm}>{text.noVersions}</p>}
          <VariantRows draft={draft} onChange={setDraft} />
        </Section>
        <Section title={words.plan.title}>
          <PlanHelper variants={draft.variants.length} plannedRatings={draft.plannedRatings} onPlan={(plannedRatings) => set({ plannedRatings })} />
        </Section>
        <NotSaved error={create.error} />
        <div className={css.buttons}>
          <Button type="submit" disabled={!request} loading={create.isPending}>{text.save}</Button>
          <span className={css.sum}>{text.saveHint}</span>
        </div>
      </form>
    </PageFrame>
  );
}
