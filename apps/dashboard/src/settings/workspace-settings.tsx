import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useMay, useSession } from '../session.tsx';
import { partWords } from '../strings.ts';
import { useChangeWorkspace } from './data.ts';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.workspace;
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function WorkspaceSettings(): ReactNode {
  const { workspace } = useSession();
  const may = useMay('workspace:write');
  const [name, setName] = useState(workspace.name);
  const [timeZone, setTimeZone] = useState(workspace.timeZone);
  const [price, setPrice] = useState(workspace.cpuPricePerHour);
  const change = useChangeWorkspace();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name, timeZone, cpuPricePerHour: price }, { onSuccess: () => notifications.show({ message: partWords.saved }) });
  };
  return (
    <Section title={text.section}>
      <form className={css.form} onSubmit={submit}>
        {!may && <p className={css.note}>{words.onlyReading}</p>}
        <TextInput label={text.name} required maxLength={120} disabled={!may} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Select
          label={text.timeZone} description={text.timeZoneHint} searchable allowDeselect={false} disabled={!may} limit={200}
          data={zones.includes(timeZone) ? zones : [timeZone, ...zones]} value={timeZone} onChange={(zone) => zone && setTimeZone(zone)}
        />
        <NumberInput
          label={text.price} description={text.priceHint} disabled={!may} min={0} max={1_000} decimalScale={4} step={0.01} prefix="$" value={price}
          onChange={(value) => setPrice(Number(value) || 0)}
        />
        <NotSaved error={change.error} />
        {may && <div><Button type="submit" loading={change.isPending}>{partWords.save}</Button></div>}
      </form>
    </Section>
  );
}
