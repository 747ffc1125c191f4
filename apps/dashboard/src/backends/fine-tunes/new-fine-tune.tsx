import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { fineTuneMethodOf, type DataSet } from '#contracts';
import { NotSaved } from '../../parts/failure.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import backends from '../backends.module.css';
import { useModels } from '../data.ts';
import { useDataSetsWith } from '../data-sets/data.ts';
import sides from '../data-sets/data-sets.module.css';
import { words as backendWords } from '../strings.ts';
import { BackendBoxes } from './backend-boxes.tsx';
import { useCreateFineTune } from './data.ts';
import { OWN, emptyDraft, isComplete, wishOf, type FineTuneDraft } from './draft.ts';
import { EstimatePanel } from './estimate-panel.tsx';
import { ParameterFields, PriceFields } from './parameter-fields.tsx';
import { BaseModelField, ConnectionFields, DataSetField, ProviderField, type FieldProps } from './provider-fields.tsx';
import { words } from './strings.ts';

const text = words.form;
const PAUSE_MS = 300;

/** What is trained, where, how, and beside it what that costs. */
export function NewFineTune(): ReactNode {
  const [search] = useSearchParams();
  const named = search.get('data-set');
  const [draft, setDraft] = useState<FineTuneDraft>(() => emptyDraft(named));
  const sets = useDataSetsWith(named);
  const [still] = useDebouncedValue(draft, PAUSE_MS);
  const create = useCreateFineTune();
  const go = useNavigate();
  const fields = { draft, onChange: (change: Partial<FineTuneDraft>) => setDraft((before) => ({ ...before, ...change })) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(wishOf(draft), { onSuccess: ({ id }) => void go(`/backends/fine-tunes/${id}`) });
  };
  const embedded = draft.provider === 'embedded';
  return (
    <PageFrame title={text.title} above={{ label: words.title, to: '/backends/fine-tunes' }}>
      <div className={sides.sides}>
        <form onSubmit={submit} autoComplete="off">
          <Section title={text.where}><div className={backends.form}><ProviderField {...fields} />{embedded && <p className={backends.note}>{text.embedded} <Link to="/backends/training">{backendWords.tabs.training}</Link></p>}</div></Section>
          {!embedded && <Learning {...fields} sets={sets} />}
          <Section title={text.gets}>
            <div className={backends.form}>
              <BackendBoxes label={text.backends} value={draft.backendIds} onChange={(backendIds) => fields.onChange({ backendIds })} />
              <TextInput label={text.note} maxLength={500} value={draft.note} onChange={(event) => fields.onChange({ note: event.currentTarget.value })} />
            </div>
          </Section>
          <NotSaved error={create.error} />
          <Consequence draft={draft} sets={sets} />
          <Button type="submit" disabled={!isComplete(draft)} loading={create.isPending}>{draft.provider === 'manual' ? text.beginManual : text.begin}</Button>
        </form>
        {!embedded && <Section title={words.estimate.title}><EstimatePanel dataSetId={still.dataSetId} epochs={still.parameters.epochs} prices={still.prices} connection={still.connection} /></Section>}
      </div>
    </PageFrame>
  );
}

function Learning({ sets, ...fields }: FieldProps & { sets: readonly DataSet[] }): ReactNode {
  const models = useModels().data?.items ?? [];
  const chosen = sets.find(({ id }) => id === fields.draft.dataSetId);
  return (
    <>
      <Section title={text.what}><div className={backends.form}><DataSetField {...fields} sets={sets} />{chosen && <p className={backends.note}>{words.methods[fineTuneMethodOf[chosen.filters.method]]}</p>}</div></Section>
      <Section title={text.how}>
        <div className={backends.form}>
          {fields.draft.provider === 'openai' && <ConnectionFields {...fields} models={models} />}
          <BaseModelField {...fields} />
          <ParameterFields {...fields} method={chosen ? fineTuneMethodOf[chosen.filters.method] : 'sft'} />
        </div>
      </Section>
      <Section title={text.pays}><PriceFields {...fields} /></Section>
    </>
  );
}

/** What happens with the words of visitors, before it does. */
function Consequence({ draft: { provider, dataSetId, connection, baseUrl }, sets }: { draft: FineTuneDraft; sets: readonly DataSet[] }): ReactNode {
  const set = sets.find(({ id }) => id === dataSetId);
  const model = (useModels().data?.items ?? []).find(({ id }) => id === connection);
  if (provider === 'manual') return <p className={backends.note}>{text.keeps}</p>;
  const address = connection === OWN ? baseUrl.trim() : (model?.baseUrl ?? model?.key ?? '');
  if (provider !== 'openai' || !set || !address) return null;
  return <p className={backends.note}>{text.sends(set.name, URL.canParse(address) ? new URL(address).host : address)}</p>;
}
