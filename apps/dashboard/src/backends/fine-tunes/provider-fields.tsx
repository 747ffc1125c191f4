import { PasswordInput, Radio, Select, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DataSet, FineTuneProvider, Model } from '#contracts';
import backends from '../backends.module.css';
import { OWN, learnable, type FineTuneDraft } from './draft.ts';
import { words } from './strings.ts';

const text = words.form;
const providers: readonly FineTuneProvider[] = ['openai', 'embedded', 'manual'];

export interface FieldProps {
  draft: FineTuneDraft;
  onChange: (change: Partial<FineTuneDraft>) => void;
}

export const ProviderField = ({ draft, onChange }: FieldProps): ReactNode => (
  <Radio.Group label={text.provider} value={draft.provider} onChange={(value) => onChange({ provider: providers.find((one) => one === value) ?? 'openai', dataSetId: null })}>
    <Stack gap="sm" mt="xs">{providers.map((one) => <Radio key={one} value={one} label={words.providers[one]} description={words.providerHints[one]} />)}</Stack>
  </Radio.Group>
);

export function DataSetField({ draft, onChange, sets }: FieldProps & { sets: readonly DataSet[] }): ReactNode {
  const fit = learnable(sets, draft.provider);
  if (fit.length === 0) return <p className={backends.note}>{text.noDataSet} <Link to="/backends/data-sets/new">{text.toDataSets}</Link></p>;
  return (
    <Select
      label={text.dataSet} required searchable allowDeselect={false} value={draft.dataSetId} onChange={(dataSetId) => onChange({ dataSetId })}
      data={fit.map(({ id, name, manifest }) => ({ value: id, label: `${name} (${manifest?.qualify ?? 0})` }))}
    />
  );
}

/** Whose key: of a model in the catalogue, or one that is entered. */
export function ConnectionFields({ draft, onChange, models }: FieldProps & { models: readonly Model[] }): ReactNode {
  const known = models.filter(({ provider }) => provider === 'openai');
  return (
    <>
      <Select
        label={text.connection} description={text.connectionHint} allowDeselect={false} value={draft.connection} onChange={(connection) => connection && onChange({ connection })}
        data={[{ value: OWN, label: text.own }, ...known.map(({ id, key, baseUrl }) => ({ value: id, label: baseUrl ? `${key} · ${new URL(baseUrl).host}` : key }))]}
      />
      {draft.connection === OWN && (
        <div className={backends.pair}>
          <TextInput label={text.baseUrl} description={text.baseUrlHint} type="url" inputMode="url" required maxLength={500} spellCheck={false} value={draft.baseUrl} onChange={(event) => onChange({ baseUrl: event.currentTarget.value })} />
          <PasswordInput label={text.apiKey} description={text.apiKeyHint} autoComplete="new-password" maxLength={500} value={draft.apiKey} onChange={(event) => onChange({ apiKey: event.currentTarget.value })} />
        </div>
      )}
    </>
  );
}

export const BaseModelField = ({ draft, onChange }: FieldProps): ReactNode => (
  <TextInput
    label={text.baseModel} description={draft.provider === 'manual' ? text.baseModelManual : text.baseModelHint} required maxLength={200} spellCheck={false} autoCapitalize="off" value={draft.baseModel}
    onChange={(event) => onChange({ baseModel: event.currentTarget.value })}
  />
);
