import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Payback, Results, Variant } from '#contracts';
import { duration } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useSession } from '../../session.tsx';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { words } from './strings.ts';
import { tellPayback } from './tell-payback.ts';
import { useKnownCosts, usePayback, type KnownCosts, type Wish } from './use-payback.ts';
import page from '../experiments.module.css';

/** When a trained variant has paid for its training; nothing where none is compared with the control. */
export function PaybackPanel({ results: { experiment } }: { results: Results }): ReactNode {
  const trained = experiment.variants.filter(({ isControl, isTwin, backendKind }) => !isControl && !isTwin && backendKind !== 'prompt');
  const [chosen, setChosen] = useState<string | null>(null);
  const variant = trained.find(({ id }) => id === chosen) ?? trained[0];
  if (!variant) return null;
  return (
    <Section title={words.title}>
      {trained.length > 1 && <Select label={words.variant} maw="22rem" mb="md" allowDeselect={false} data={trained.map(({ id, name }) => ({ value: id, label: name }))} value={variant.id} onChange={setChosen} />}
      <OfVariant key={variant.id} experimentId={experiment.id} variant={variant} />
    </Section>
  );
}

function OfVariant({ experimentId, variant }: { experimentId: string; variant: Variant }): ReactNode {
  const known = useKnownCosts(variant);
  return known === null ? <RowsSkeleton rows={3} /> : <Asked experimentId={experimentId} variant={variant} known={known} />;
}

function Asked({ experimentId, variant, known }: { experimentId: string; variant: Variant; known: KnownCosts }): ReactNode {
  const [wish, setWish] = useState<Wish>({ trainingUsd: known.trainingUsd, hostingUsdPerHour: 0 });
  const reading = usePayback(experimentId, variant.id, wish);
  const { timeZone } = useSession().workspace;
  return (
    <>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={2} />}>{(payback) => <Told payback={payback} name={variant.name} timeZone={timeZone} />}</Loaded>
      <Fields wish={wish} known={known} pace={reading.data?.resolvedPerDay ?? null} onChange={(changes) => setWish((before) => ({ ...before, ...changes }))} />
      <p className={page.note}>{words.note}</p>
      <WorkedOut panel="payback" />
    </>
  );
}

function Told({ payback, name, timeZone }: { payback: Payback; name: string; timeZone: string }): ReactNode {
  const { answer, rest } = tellPayback(payback, name, timeZone);
  return (
    <div role="status">
      <p className={page.answer}>{answer}</p>
      {rest.length > 0 && <p className={page.note}>{rest.join(' ')}</p>}
    </div>
  );
}

interface FieldsProps {
  wish: Wish;
  known: KnownCosts;
  /** As the experiment has it, while nobody says otherwise. */
  pace: number | null;
  onChange: (changes: Partial<Wish>) => void;
}

function Fields({ wish, known, pace, onChange }: FieldsProps): ReactNode {
  const { cpuPricePerHour } = useSession().workspace;
  const [typed, setTyped] = useState<string | number | null>(null);
  const shownPace = wish.resolvedPerDay ?? (pace === null ? '' : Number(pace.toFixed(1)));
  const amount = (value: string | number): number => (typeof value === 'number' && value >= 0 ? value : 0);
  const trainingHint = known.cpuSeconds === null ? words.trainingOwn : words.trainingFrom(duration(known.cpuSeconds * 1_000), `$${cpuPricePerHour}`);
  const hostingHint = [words.hostingHint, ...(known.hourlyPrice === null ? [] : [words.hostingCounted(`$${known.hourlyPrice}`)])].join(' ');
  return (
    <div className={`${page.pairs} ${page.asked}`}>
      <NumberInput label={words.training} description={trainingHint} min={0} max={1e9} decimalScale={6} thousandSeparator="," defaultValue={wish.trainingUsd} onChange={(value) => onChange({ trainingUsd: amount(value) })} />
      <NumberInput label={words.hosting} description={hostingHint} min={0} max={1e6} decimalScale={6} thousandSeparator="," defaultValue={wish.hostingUsdPerHour} onChange={(value) => onChange({ hostingUsdPerHour: amount(value) })} />
      <NumberInput
        label={words.pace} description={pace === null ? words.paceEarly : words.paceHint} min={0} max={1e9} decimalScale={1} thousandSeparator="," value={typed ?? shownPace} onBlur={() => setTyped(null)}
        onChange={(value) => {
          setTyped(value);
          onChange({ resolvedPerDay: amount(value) > 0 ? amount(value) : undefined });
        }}
      />
    </div>
  );
}
