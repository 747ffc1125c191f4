import { Code, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GgufSettings, ReplyOf, listModelFiles } from '#contracts';
import { Loaded } from '../../parts/loaded.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useModelFiles } from '../data.ts';
import { fileSize } from './file-size.ts';
import { words as text } from './strings.ts';
import css from '../backends.module.css';

interface Props {
  settings: GgufSettings;
  onChange: (changes: Partial<GgufSettings>) => void;
  readOnly: boolean;
}

type Listing = ReplyOf<typeof listModelFiles>;

/** Which file a model is, and how it runs. */
export function GgufFields(props: Props): ReactNode {
  return <Loaded reading={useModelFiles()} skeleton={<CardSkeleton height={220} />}>{(listing) => <Fields listing={listing} {...props} />}</Loaded>;
}

/** What is not installed is said before somebody wonders. */
const Missing = ({ engine }: Pick<Listing, 'engine'>): ReactNode => engine.version === null && (
  <div role="note">
    <p className={css.note}>{text.missing}</p>
    <Code block>{engine.install}</Code>
  </div>
);

function Fields({ listing: { items, engine }, settings, onChange, readOnly }: Props & { listing: Listing }): ReactNode {
  const named = items.map(({ name, bytes }) => ({ value: name, label: text.sized(name, fileSize(bytes)) }));
  return (
    <>
      <Missing engine={engine} />
      <Select
        label={text.file} description={items.length === 0 ? text.noFiles : text.fileHint} required searchable allowDeselect={false} readOnly={readOnly} data={known(named, settings.file)}
        value={settings.file || null} onChange={(file) => onChange({ file: file ?? '' })}
      />
      <Select
        label={text.adapter} description={text.adapterHint} searchable clearable placeholder={text.noAdapter} readOnly={readOnly} data={known(named.filter(({ value }) => value !== settings.file), settings.adapter ?? '')}
        value={settings.adapter} onChange={(adapter) => onChange({ adapter })}
      />
      {settings.adapter !== null && (
        <NumberInput
          label={text.scale} description={text.scaleHint} min={0} max={4} step={0.1} decimalScale={3} readOnly={readOnly} value={settings.adapterScale}
          onChange={(value) => onChange({ adapterScale: Number(value) })}
        />
      )}
      <div className={css.pair}>
        <NumberInput label={text.threads} description={text.threadsHint} min={0} max={256} allowDecimal={false} readOnly={readOnly} value={settings.threads} onChange={(value) => onChange({ threads: Number(value) })} />
        <NumberInput label={text.places} description={text.placesHint} min={1} max={32} allowDecimal={false} readOnly={readOnly} value={settings.places} onChange={(value) => onChange({ places: Number(value) || 1 })} />
      </div>
    </>
  );
}

/** A file that is gone still shows what is stored. */
const known = (options: { value: string; label: string }[], chosen: string): { value: string; label: string }[] =>
  (chosen === '' || options.some(({ value }) => value === chosen) ? options : [...options, { value: chosen, label: chosen }]);
