import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Experiment, Results, RoutingProposal } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { count, percent } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { useMay } from '../../session.tsx';
import { lookedVariants } from '../looked-variants.ts';
import { words } from './strings.ts';
import { useEnterRule } from './use-enter-rule.ts';
import page from '../experiments.module.css';
import css from './topics.module.css';

const text = words.rule;
const MOST_VARIANTS = 10;

/** Who would answer what, what that is expected to gain, and the way to test it. */
export function RulePanel({ results: { experiment, variants }, routing }: { results: Results; routing: RoutingProposal }): ReactNode {
  const looked = lookedVariants(variants);
  const mayEnter = [useMay('models:write'), useMay('experiments:write')].every(Boolean);
  const named = (id: string): ReactNode => {
    const found = looked.find(({ variant }) => variant.id === id);
    return found ? <VariantName look={found.look} name={found.variant.name} isControl={found.variant.isControl} /> : id;
  };
  const rows = [...routing.topics.map(({ topic, name, units, variantId }) => ({ key: topic, name, units: count(units), variantId })), { key: '', name: text.otherwise, units: count(routing.otherwiseUnits), variantId: routing.otherwise }];
  return (
    <div className={css.rule}>
      <h3 className={css.subtitle}>{text.title}</h3>
      <p className={page.prose}>{routing.sentence}</p>
      <DataTable
        caption={text.title} rows={rows} keyOf={({ key }) => key}
        columns={[
          { head: words.topic, cell: ({ name }) => <span className={css.topic}>{name}</span> },
          { head: text.answeredBy, cell: ({ variantId }) => named(variantId) },
          { head: words.units, numeric: true, cell: ({ units }) => units },
        ]}
      />
      <p className={page.note}>{text.means(percent(routing.share, 0))}</p>
      {mayEnter && <EnterRule experiment={experiment} routing={routing} />}
    </div>
  );
}

function EnterRule({ experiment, routing }: { experiment: Experiment; routing: RoutingProposal }): ReactNode {
  const [name, setName] = useState<string>(text.backend(experiment.name));
  const enter = useEnterRule(experiment, routing);
  const full = experiment.variants.length >= MOST_VARIANTS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate(name.trim());
  };
  return (
    <form onSubmit={submit} className={css.enter}>
      <TextInput label={text.name} description={full ? text.full : text.consequence} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <NotSaved error={enter.error} />
      <div><Button type="submit" loading={enter.isPending} disabled={full || !name.trim()}>{text.enter}</Button></div>
    </form>
  );
}
