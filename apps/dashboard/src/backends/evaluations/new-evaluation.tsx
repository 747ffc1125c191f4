import { Button, NumberInput, Radio, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { EvaluationJudge, GateLimits } from '#contracts';
import { count } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { VersionSelect } from '../../parts/version-select.tsx';
import backends from '../backends.module.css';
import { useModels, useSites } from '../data.ts';
import { useCreateEvaluation, useSets } from './data.ts';
import { limitShapes, shownLimit, usualLimits, withLimit } from './limit-draft.ts';
import { words } from './strings.ts';

const text = words.form;
const USUAL_CHOICES = 20;

/** What is compared, by whom, and how much worse the candidate may be. */
export function NewEvaluation(): ReactNode {
  const [given] = useSearchParams();
  const [candidate, setCandidate] = useState(given.get('candidate'));
  const [chosenBaseline, setBaseline] = useState<string | null>(null);
  const [chosenSet, setSet] = useState(given.get('set'));
  const [judge, setJudge] = useState<EvaluationJudge>({ kind: 'none' });
  const [limits, setLimits] = useState<GateLimits>(usualLimits);
  const [note, setNote] = useState('');
  const create = useCreateEvaluation();
  const go = useNavigate();
  const servedNow = useServedNow();
  const baseline = chosenBaseline ?? servedNow;
  const sets = (useSets().data?.items ?? []).filter(({ frozenAt }) => frozenAt !== null);
  const set = sets.find(({ id }) => id === chosenSet) ?? (chosenSet === null ? sets[0] : undefined);
  const same = candidate !== null && candidate === baseline;
  const ready = candidate !== null && baseline !== null && set !== undefined && !same && !(judge.kind === 'model' && judge.model === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) create.mutate({ setId: set.id, candidateVersionId: candidate, baselineVersionId: baseline, judge, limits, note }, { onSuccess: ({ id }) => void go(`/backends/evaluations/${id}`) });
  };
  return (
    <PageFrame title={text.title} above={{ label: words.title, to: '/backends/evaluations' }}>
      <form onSubmit={submit}>
        <Section title={text.what}>
          <div className={backends.form}>
            <VersionSelect label={text.candidate} description={text.candidateHint} value={candidate} onChange={setCandidate} error={same && text.same} />
            <VersionSelect label={text.baseline} description={text.baselineHint} value={baseline} onChange={setBaseline} />
            <Select label={text.set} allowDeselect={false} data={sets.map(({ id, name, cases }) => ({ value: id, label: `${name} (${words.cases(count(cases))})` }))} value={set?.id ?? null} onChange={setSet} />
            {sets.length === 0 && <p className={backends.note}>{text.noSets} <Link to="/backends/evaluations">{text.toSets}</Link></p>}
          </div>
        </Section>
        <Section title={text.judge}><JudgeFields judge={judge} onChange={setJudge} /></Section>
        <Section title={text.limits}><LimitFields limits={limits} compares={judge.kind !== 'none'} onChange={setLimits} /></Section>
        <Section title={text.note}><Textarea aria-label={text.note} autosize minRows={2} maxLength={500} maw="46rem" value={note} onChange={(event) => setNote(event.currentTarget.value)} /></Section>
        <NotSaved error={create.error} />
        {set && <p className={backends.note}>{text.consequence(count(set.cases))}</p>}
        <Button type="submit" disabled={!ready} loading={create.isPending}>{text.save}</Button>
      </form>
    </PageFrame>
  );
}

/** What visitors get who are in no experiment. */
function useServedNow(): string | null {
  return useSites().data?.items.find(({ defaultBackendVersionId }) => defaultBackendVersionId !== null)?.defaultBackendVersionId ?? null;
}

function JudgeFields({ judge, onChange }: { judge: EvaluationJudge; onChange: (judge: EvaluationJudge) => void }): ReactNode {
  const models = useModels().data?.items ?? [];
  const wish = (kind: string) => onChange(kind === 'model' ? { kind, model: '' } : kind === 'people' ? { kind, choices: USUAL_CHOICES } : { kind: 'none' });
  return (
    <div className={backends.form}>
      <Radio.Group aria-label={text.judge} value={judge.kind} onChange={wish}>
        <Stack gap="xs">{(['none', 'model', 'people'] as const).map((kind) => <Radio key={kind} value={kind} label={text.judges[kind]} disabled={kind === 'model' && models.length === 0} />)}</Stack>
      </Radio.Group>
      {judge.kind === 'model' && <Select label={text.model} description={text.modelHint} allowDeselect={false} data={models.map(({ key }) => key)} value={judge.model || null} onChange={(model) => model !== null && onChange({ kind: 'model', model })} />}
      {judge.kind === 'people' && <NumberInput label={text.choices} min={5} max={1_000} allowDecimal={false} maw="16rem" value={judge.choices} onChange={(value) => onChange({ kind: 'people', choices: Math.min(1_000, Math.max(5, Number(value) || 5)) })} />}
    </div>
  );
}

function LimitFields({ limits, compares, onChange }: { limits: GateLimits; compares: boolean; onChange: (limits: GateLimits) => void }): ReactNode {
  return (
    <>
      <p className={backends.note}>{text.limitsNote}</p>
      <div className={`${backends.form} ${backends.pair}`}>
        {limitShapes.filter(({ name }) => compares || name !== 'leastWins').map((shape) => (
          <NumberInput
            key={shape.name} label={text.limit[shape.name]} description={text.limitHint[shape.name]} suffix={text[shape.suffix]} min={shape.min} max={shape.max} clampBehavior="blur" decimalScale={1}
            value={shownLimit(limits, shape)} onChange={(value) => onChange(withLimit(limits, shape, value))}
          />
        ))}
      </div>
    </>
  );
}
