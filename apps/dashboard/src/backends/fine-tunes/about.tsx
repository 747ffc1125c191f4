import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isFineTuning, type FineTuneDetail } from '#contracts';
import { count, instant } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { useMay, useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { dollars } from './money.ts';
import { words } from './strings.ts';

const text = words.page;

/** Tokens and money, beside what was estimated. */
export function CostSection({ job: { provider, trainedTokens, cost, prices, estimate, state } }: { job: FineTuneDetail }): ReactNode {
  if (provider === 'embedded' || (provider === 'manual' && estimate === null)) return null;
  const free = prices.training === 0;
  const now = trainedTokens === null ? (isFineTuning({ state }) ? text.costOpen : null) : free ? text.costFree(count(trainedTokens)) : text.costs(dollars(cost ?? 0), count(trainedTokens));
  const before = estimate && (free ? text.estimatedTokens(`${count(estimate.billed.low)} to ${count(estimate.billed.high)}`) : text.estimated(`${dollars(estimate.cost.low)} to ${dollars(estimate.cost.high)}`));
  return (
    <Section title={text.cost}>
      {now && provider !== 'manual' && <p className={backends.told}>{now}</p>}
      {before && <p className={backends.note}>{before}</p>}
    </Section>
  );
}

/** Everything that was chosen: from what, with which parameters, where, by whom. */
export function AboutSection({ job }: { job: FineTuneDetail }): ReactNode {
  const { timeZone } = useSession().workspace;
  const mayOpen = useMay('export:read');
  const { provider, method, dataSet, baseModel, baseUrl, keyEnding, remoteId, parameters, createdBy, createdAt, finishedAt, note } = job;
  const auto = (value: number | null, told: (value: number) => string = count): string => (value === null ? words.form.auto : told(value));
  const { facts } = text;
  const trained: [string, ReactNode][] = provider === 'embedded' ? [] : [
    [facts.dataSet, dataSet === null ? text.gone : mayOpen ? <Link key="set" className={backends.link} to={`/backends/data-sets/${dataSet.id}`}>{dataSet.name}</Link> : dataSet.name],
    [facts.base, baseModel], [facts.epochs, auto(parameters.epochs)], [facts.batch, auto(parameters.batchSize)], [facts.rate, auto(parameters.learningRateMultiplier, text.times)],
    ...(method === 'dpo' ? [[facts.beta, auto(parameters.beta, String)] as [string, ReactNode]] : []),
  ];
  const at: [string, ReactNode][] = provider === 'openai' ? [[facts.address, baseUrl], [facts.key, keyEnding ?? text.noKey], [facts.remote, remoteId ?? words.list.none]] : [];
  const all: [string, ReactNode][] = [
    [facts.provider, words.providers[provider]], [facts.method, words.methods[method]], ...trained, [facts.seed, parameters.seed], ...at,
    [facts.by, createdBy], [facts.begun, instant(createdAt, timeZone)], ...(finishedAt ? [[facts.ended, instant(finishedAt, timeZone)] as [string, ReactNode]] : []), ...(note ? [[facts.note, note] as [string, ReactNode]] : []),
  ];
  return (
    <Section title={text.about}>
      <dl className={backends.facts}>{all.map(([name, value]) => <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>)}</dl>
    </Section>
  );
}
