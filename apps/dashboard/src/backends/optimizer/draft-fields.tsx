import { NumberInput, Radio, Select, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OptimizerSteps, planOptimizer, ReplyOf } from '#contracts';
import { count } from '../../format.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { VersionSelect } from '../../parts/version-select.tsx';
import css from '../backends.module.css';
import { useModels } from '../data.ts';
import { useOpenSets } from './data.ts';
import type { OptimizerDraft } from './optimizer-draft.ts';
import { words } from './strings.ts';

const text = words.form;
const steps: OptimizerSteps[] = ['examples', 'examples_and_instructions'];
const LARGEST_SEED = 2 ** 31 - 1;

interface Props {
  draft: OptimizerDraft;
  onChange: (change: Partial<OptimizerDraft>) => void;
}

export function WhatFields({ draft, onChange }: Props): ReactNode {
  const reading = useOpenSets();
  const sets = reading.data?.items.filter(({ frozenAt }) => frozenAt === null) ?? [];
  return (
    <div className={css.form}>
      <VersionSelect routable label={text.version} value={draft.versionId} onChange={(versionId) => onChange({ versionId })} />
      <Select
        label={text.set} description={text.setHint} searchable disabled={reading.isPending} value={draft.setId} onChange={(setId) => onChange({ setId })}
        data={sets.map(({ id, name, cases }) => ({ value: id, label: `${name}: ${words.cases(count(cases))}` }))}
      />
      {reading.data && sets.length === 0 && <p className={css.note}>{text.noSets} <Link to="/backends/evaluations">{text.toSets}</Link></p>}
      <Radio.Group label={text.steps} value={draft.steps} onChange={(value) => onChange({ steps: value })}>
        <div className={css.stack}>{steps.map((value) => <Radio key={value} value={value} label={words.steps[value]} description={words.stepHints[value]} />)}</div>
      </Radio.Group>
      {draft.steps !== 'examples' && <RewriterField draft={draft} onChange={onChange} />}
    </div>
  );
}

function RewriterField({ draft, onChange }: Props): ReactNode {
  const reading = useModels();
  const models = reading.data?.items ?? [];
  return (
    <>
      <Select
        label={text.model} description={text.modelHint} searchable required allowDeselect={false} data={models.map(({ key }) => key)} value={draft.reflectionModel}
        onChange={(reflectionModel) => onChange({ reflectionModel })}
      />
      {reading.data && models.length === 0 && <p className={css.note}>{text.noModels} <Link to="/backends/models">{text.toModels}</Link></p>}
    </>
  );
}

/** @param plan absent until it is known what the run takes */
export function LimitFields({ draft, onChange, plan }: Props & { plan: ReplyOf<typeof planOptimizer> | undefined }): ReactNode {
  const usesTokens = plan !== undefined && plan.suggested.tokenBudget > 0;
  const suggested = (number: number | undefined): string => (number === undefined ? '' : text.suggested(count(number)));
  const numberOf = (value: string | number): number | null => (value === '' ? null : Number(value));
  return (
    <div className={css.form}>
      <div className={css.pair}>
        <NumberInput
          label={text.answers} description={text.answersHint} placeholder={suggested(plan?.suggested.rolloutLimit)} min={10} max={20_000} allowDecimal={false} thousandSeparator=","
          value={draft.rolloutLimit ?? ''} onChange={(value) => onChange({ rolloutLimit: numberOf(value) })}
        />
        {usesTokens && (
          <NumberInput
            label={text.tokens} description={text.tokensHint} placeholder={suggested(plan.suggested.tokenBudget)} min={0} max={100_000_000} allowDecimal={false} thousandSeparator=","
            value={draft.tokenBudget ?? ''} onChange={(value) => onChange({ tokenBudget: numberOf(value) })}
          />
        )}
      </div>
      <Disclosure summary={text.more}>
        <div className={css.form}>
          <NumberInput label={text.seed} description={text.seedHint} min={0} max={LARGEST_SEED} allowDecimal={false} clampBehavior="strict" value={draft.seed} onChange={(value) => onChange({ seed: Number(value) })} />
          <Textarea label={text.note} autosize minRows={1} maxRows={4} maxLength={500} value={draft.note} onChange={(event) => onChange({ note: event.currentTarget.value })} />
        </div>
      </Disclosure>
    </div>
  );
}
