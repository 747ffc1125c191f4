import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { MOST_INTENTS } from './article-draft.ts';
import { useIntents } from './data.ts';
import { words } from './strings.ts';

const SHOWN = 60;
const text = words.article;

interface Props {
  value: string[];
  onChange: (keys: string[]) => void;
  readOnly: boolean;
}

/** Chooses intents by key or label. */
export function IntentKeys({ value, onChange, readOnly }: Props): ReactNode {
  const known = useIntents().data?.items ?? [];
  const options = known.map(({ key, label }) => ({ value: key, label: label === key ? key : `${label} (${key})` }));
  // An article may name an intent that was deleted meanwhile; it stays until it is taken out.
  const gone = value.filter((key) => !known.some((one) => one.key === key)).map((key) => ({ value: key, label: key }));
  return (
    <MultiSelect
      label={text.intents} description={text.intentsHint} data={[...options, ...gone]} value={value} onChange={onChange} searchable hidePickedOptions
      limit={SHOWN} maxValues={MOST_INTENTS} nothingFoundMessage={text.noIntent} readOnly={readOnly}
    />
  );
}
