import { Button, NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { count, weight } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useLayer } from '../data.ts';
import type { Draft } from '../draft.ts';
import { RampFields } from '../ramp/ramp-fields.tsx';
import type { RampProblems } from '../ramp/ramp-draft.ts';
import { weightOf } from '../weights.ts';
import { SliceBar } from './slice-bar.tsx';
import { words } from './strings.ts';
import { inTheWay, widestFree, type Layer, type Slice } from './taken-by.ts';
import form from '../experiments.module.css';
import css from './slice.module.css';

interface Props {
  draft: Pick<Draft, 'siteId' | 'traffic' | 'slice' | 'coverage' | 'ramp'>;
  problem: string | undefined;
  rampProblems: RampProblems | undefined;
  onChange: (changes: Partial<Pick<Draft, 'slice' | 'coverage' | 'ramp'>>) => void;
}

/** Which visitors of the site a draft may take, beside what running experiments have. */
export function SliceFields({ draft, problem, rampProblems, onChange }: Props): ReactNode {
  const { siteId, traffic, slice, coverage } = draft;
  return (
    <div className={form.form}>
      <p className={form.sum}>{words.hint}</p>
      <div className={css.pair}>
        <NumberInput label={words.from} min={0} max={99.99} decimalScale={2} suffix=" %" value={slice.from / 100} error={problem} onChange={(value) => onChange({ slice: { ...slice, from: weightOf(value) } })} />
        <NumberInput label={words.to} min={0.01} max={100} decimalScale={2} suffix=" %" value={slice.to / 100} onChange={(value) => onChange({ slice: { ...slice, to: weightOf(value) } })} />
        <NumberInput label={words.coverage} min={0} max={100} decimalScale={2} suffix=" %" value={coverage / 100} onChange={(value) => onChange({ coverage: weightOf(value) })} />
      </div>
      <RampFields draft={draft} problems={rampProblems} onChange={onChange} />
      {siteId && <Beside key={`${siteId} ${traffic}`} siteId={siteId} traffic={traffic} slice={slice} onChange={onChange} />}
    </div>
  );
}

function Beside({ siteId, traffic, slice, onChange }: { siteId: string; traffic: Draft['traffic'] } & Pick<Draft, 'slice'> & Pick<Props, 'onChange'>): ReactNode {
  const reading = useLayer(siteId, traffic);
  return (
    <Loaded reading={reading} skeleton={<CardSkeleton height={48} />}>
      {(layer) => (
        <>
          {layer.taken.length === 0 && slice.from === 0 && slice.to === 10_000
            ? <p className={form.sum}>{words.nobody}</p>
            : <><SliceBar layer={layer} own={slice} /><Advice layer={layer} slice={slice} onChange={onChange} /></>}
          {layer.holdout.share > 0 && <p className={form.sum}>{words.heldOut(weight(layer.holdout.share), count(layer.holdout.visitors))}</p>}
        </>
      )}
    </Loaded>
  );
}

function Advice({ layer, slice, onChange }: { layer: Layer; slice: Slice } & Pick<Props, 'onChange'>): ReactNode {
  const others = inTheWay(slice, layer);
  const free = widestFree(layer);
  if (others.length === 0) return null;
  return (
    <div className={form.alarm}>
      <p className={form.sum}>{free ? words.inTheWay(others.map((name) => `“${name}”`).join(', ')) : words.none}</p>
      {free && <Button variant="default" mt="xs" onClick={() => onChange({ slice: free })}>{words.takeFree(words.range(weight(free.from), weight(free.to)))}</Button>}
    </div>
  );
}
