import { Checkbox, NumberInput, Radio, Select, Stack, Switch, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { DataSetMethod, listSites } from '#contracts';
import type { DataSetFilters } from '#contracts';
import { useRead } from '../../api.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import backends from '../backends.module.css';
import { words } from './strings.ts';

const text = words.form;

interface Props {
  filters: DataSetFilters;
  onChange: (change: Partial<DataSetFilters>) => void;
}

/** A whole number; on the way to one it is nobody's wish yet. */
function Whole({ label, value, min, max, onChange, description }: { label: string; value: number; min: number; max: number; onChange: (value: number) => void; description?: string }): ReactNode {
  return (
    <NumberInput
      label={label} description={description} min={min} max={max} allowDecimal={false} allowNegative={false} thousandSeparator="," clampBehavior="blur" value={value}
      onChange={(next) => typeof next === 'number' && next >= min && next <= max && onChange(next)}
    />
  );
}

export function MethodField({ filters, onChange }: Props): ReactNode {
  return (
    <Radio.Group label={text.method} value={filters.method} onChange={(method) => onChange({ method: DataSetMethod.parse(method) })}>
      <Stack gap="xs" mt="xs">{DataSetMethod.options.map((value) => <Radio key={value} value={value} label={words.methods[value]} description={words.methodHints[value]} />)}</Stack>
    </Radio.Group>
  );
}

export function SignalFields({ filters: { signals }, onChange }: Props): ReactNode {
  const wanted = (['agent', 'thumbsUp', 'csat'] as const).filter((one) => signals[one]);
  return (
    <Checkbox.Group
      label={text.signals} error={wanted.length === 0 && text.noSignal} value={wanted}
      onChange={(chosen) => onChange({ signals: { agent: chosen.includes('agent'), thumbsUp: chosen.includes('thumbsUp'), csat: chosen.includes('csat') } })}
    >
      <Stack gap="xs" mt="xs">{(['agent', 'thumbsUp', 'csat'] as const).map((value) => <Checkbox key={value} value={value} label={text.signal[value]} />)}</Stack>
    </Checkbox.Group>
  );
}

export function WhereFields({ filters, onChange }: Props): ReactNode {
  const sites = useRead(listSites, {}).data?.items ?? [];
  const traffics = (['live', 'replay', 'test'] as const).map((value) => ({ value, label: text.traffics[value] }));
  return (
    <>
      <div className={backends.pair}>
        <Select label={text.site} placeholder={text.allSites} clearable data={sites.map(({ id, name }) => ({ value: id, label: name }))} value={filters.siteId} onChange={(siteId) => onChange({ siteId })} />
        <Whole label={text.days} min={1} max={730} value={filters.days} onChange={(days) => onChange({ days })} />
        <Select label={text.traffic} allowDeselect={false} data={traffics} value={filters.traffic} onChange={(traffic) => traffic && onChange({ traffic })} />
      </div>
      {filters.traffic !== 'live' && <p className={backends.look}>{text.notLive}</p>}
      <Switch label={text.experiments} description={text.experimentsHint} checked={filters.experiments === 'mark'} onChange={(event) => onChange({ experiments: event.currentTarget.checked ? 'mark' : 'leave_out' })} />
      <Switch label={text.holdout} description={text.holdoutHint} checked={filters.holdout === 'mark'} onChange={(event) => onChange({ holdout: event.currentTarget.checked ? 'mark' : 'leave_out' })} />
    </>
  );
}

export function ShapeFields({ filters, onChange }: Props): ReactNode {
  const { caps, context, longest, seed, systemPrompt } = filters;
  return (
    <>
      <Textarea label={text.systemPrompt} description={text.systemPromptHint} autosize minRows={2} maxRows={10} maxLength={8_000} value={systemPrompt} onChange={(event) => onChange({ systemPrompt: event.currentTarget.value })} />
      <Disclosure summary={text.more}>
        <div className={backends.form}>
          <div className={backends.pair}>
            <Whole label={text.context} min={0} max={20} value={context} onChange={(value) => onChange({ context: value })} />
            <Whole label={text.longest} min={200} max={100_000} value={longest} onChange={(value) => onChange({ longest: value })} />
            <Whole label={text.seed} min={0} max={0x7fffffff} value={seed} onChange={(value) => onChange({ seed: value })} />
          </div>
          <fieldset className={backends.pair}>
            <legend>{text.caps}</legend>
            {(['visitor', 'agent', 'intent', 'template'] as const).map((name) => (
              <Whole key={name} label={text.cap[name]} min={1} max={10_000} value={caps[name]} onChange={(value) => onChange({ caps: { ...caps, [name]: value } })} />
            ))}
          </fieldset>
        </div>
      </Disclosure>
    </>
  );
}
