import { Button, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { ExperimentState } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useReadyVersions } from '../parts/version-select.tsx';
import { AllocationFields } from './allocation/allocation-fields.tsx';
import { words as allocationWords } from './allocation/strings.ts';
import { useSites } from './data.ts';
import { DecisionFields } from './decision/decision-fields.tsx';
import { words as decisionWords } from './decision/strings.ts';
import type { Draft } from './draft.ts';
import { GrowthBookFields } from './growthbook/growthbook-fields.tsx';
import { words as growthBookWords } from './growthbook/strings.ts';
import { PlannedSample } from './power/planned-sample.tsx';
import { words as powerWords } from './power/strings.ts';
import { countOf, problemsOf } from './problems.ts';
import type { Problems } from './problems.ts';
import { RampFields } from './ramp/ramp-fields.tsx';
import { SliceFields } from './slice/slice-fields.tsx';
import { words as sliceWords } from './slice/strings.ts';
import { trafficNames, words } from './strings.ts';
import { words as targetingWords } from './targeting/strings.ts';
import { TargetingFields } from './targeting/targeting-fields.tsx';
import { UnitFields } from './unit-fields.tsx';
import { VariantRows } from './variant-rows.tsx';
import { weightOf } from './weights.ts';
import css from './experiments.module.css';

const text = words.form;
const traffics = ['live', 'replay', 'test'] as const;
const none: Problems = { rows: {} };

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What may be changed depends on how far the experiment is; `new` is not stored yet. */
  stage: ExperimentState | 'new';
  verb: string;
  hint: string;
  busy: boolean;
  error: Error | null;
  onSubmit: () => void;
  /** Above the buttons. */
  children?: ReactNode;
  /** Beside the button. */
  leave?: ReactNode;
}

/** The form of an experiment; says what is missing when it is sent, and from then on while it is filled in. */
export function ExperimentForm({ draft, onChange, stage, verb, hint, busy, error, onSubmit, children, leave }: Props): ReactNode {
  const [sent, setSent] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problems = problemsOf(draft);
  const shown = sent ? problems : none;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (countOf(problems) === 0) return onSubmit();
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const asDraft = stage === 'new' || stage === 'draft';
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Section title={words.detail.about}><About draft={draft} onChange={onChange} stage={stage} problems={shown} /></Section>
      {(asDraft || stage === 'paused') && <Section title={text.variants}><Variants draft={draft} onChange={onChange} problems={shown} stage={stage} /></Section>}
      {(asDraft || stage === 'paused') && <Section title={words.assigned.title}><UnitFields draft={draft} opensPhase={stage === 'paused'} onChange={onChange} /></Section>}
      {asDraft && (
        <Section title={allocationWords.title}>
          <AllocationFields allocation={draft.allocation} variants={draft.variants.length} problems={shown.allocation ?? {}} onChange={(allocation) => onChange({ ...draft, allocation })} />
        </Section>
      )}
      {asDraft && <Section title={sliceWords.title}><SliceFields draft={draft} problem={shown.slice} rampProblems={shown.ramp} onChange={(changes) => onChange({ ...draft, ...changes })} /></Section>}
      {(asDraft || stage === 'paused') && (
        <Section title={targetingWords.title}>
          <TargetingFields conditions={draft.targeting} problems={shown.targeting ?? {}} traffic={draft.traffic} opensPhase={stage === 'paused'} onChange={(targeting) => onChange({ ...draft, targeting })} />
        </Section>
      )}
      {asDraft && (
        <Section title={growthBookWords.title}>
          <GrowthBookFields split={draft.growthbook} problems={shown.growthbook ?? {}} onChange={(growthbook) => onChange({ ...draft, growthbook })} />
        </Section>
      )}
      {asDraft && <Section title={decisionWords.title}><DecisionFields decision={draft.decision} problem={shown.decision} onChange={(decision) => onChange({ ...draft, decision })} /></Section>}
      {asDraft && (
        <Section title={powerWords.compact.title}>
          <PlannedSample draft={draft} problem={shown.planned} onPlan={(plannedRatings) => onChange({ ...draft, plannedRatings })} />
        </Section>
      )}
      {children}
      <NotSaved error={error} />
      <div className={css.buttons}>
        <Button type="submit" loading={busy}>{verb}</Button>
        {leave}
        <span className={css.sum}>{hint}</span>
      </div>
      <p className={css.sum} data-wrong role="alert">{countOf(shown) > 0 && words.problems.summary(countOf(shown))}</p>
    </form>
  );
}

type PartProps = Pick<Props, 'draft' | 'onChange'> & { problems: Problems };

function Variants({ draft, onChange, stage, problems }: PartProps & Pick<Props, 'stage'>): ReactNode {
  const versions = useReadyVersions();
  return (
    <>
      {!versions.loading && versions.choices.length === 0 && <p className={css.alarm}>{text.noVersions}</p>}
      {stage === 'paused' && draft.allocation.kind === 'adaptive' && <p className={css.alarm}>{allocationWords.paused}</p>}
      <VariantRows draft={draft} onChange={onChange} problems={problems} />
    </>
  );
}

function About({ draft, onChange, stage, problems }: PartProps & Pick<Props, 'stage'>): ReactNode {
  const sites = useSites().data?.items ?? [];
  const set = (changes: Partial<Draft>) => onChange({ ...draft, ...changes });
  return (
    <div className={css.form}>
      <TextInput
        label={text.name} placeholder={text.namePlaceholder} required maxLength={120} value={draft.name} error={problems.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={text.hypothesis} description={text.hypothesisHint} autosize minRows={2} maxRows={8} maxLength={2_000} value={draft.hypothesis}
        onChange={(event) => set({ hypothesis: event.currentTarget.value })}
      />
      <div className={css.pairs}>
        {stage === 'new' && (
          <Select label={text.site} required allowDeselect={false} data={sites.map(({ id, name }) => ({ value: id, label: name }))} value={draft.siteId} error={problems.site} onChange={(siteId) => set({ siteId })} />
        )}
        {stage === 'new' && (
          <Select
            label={text.traffic} allowDeselect={false} data={traffics.map((value) => ({ value, label: trafficNames[value] }))} value={draft.traffic}
            onChange={(value) => set({ traffic: traffics.find((one) => one === value) ?? 'live' })}
          />
        )}
        {(stage === 'running' || stage === 'paused') && <NumberInput label={text.coverage} min={0} max={100} decimalScale={2} suffix=" %" value={draft.coverage / 100} onChange={(value) => set({ coverage: weightOf(value) })} />}
      </div>
      {(stage === 'running' || stage === 'paused') && <RampFields draft={draft} problems={problems.ramp} onChange={set} />}
      <p className={css.sum}>{stage === 'new' ? text.trafficHint : text.fixed(sites.find(({ id }) => id === draft.siteId)?.name ?? '', trafficNames[draft.traffic])}</p>
    </div>
  );
}
