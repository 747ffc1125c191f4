import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Section } from '../../parts/page-frame.tsx';
import backends from '../backends.module.css';
import { isEmbedded, isGguf } from '../version-draft.ts';
import { useTools } from './data.ts';
import { words } from './strings.ts';

const text = words.field;

interface Props {
  value: readonly string[];
  /** Key of the chosen model; null until one is chosen or trained. */
  model: string | null;
  onChange: (tools: string[]) => void;
}

/** Which tools a version's model may use. Nothing is shown while there is nothing to choose and nothing was. */
export function ToolsField({ value, model, onChange }: Props): ReactNode {
  const tools = useTools().data?.items;
  const embedded = model === null || isEmbedded(model);
  const fromFile = model !== null && isGguf(model);
  if (!tools || (embedded && value.length === 0)) return null;
  const gone = value.filter((name) => tools.every((tool) => tool.name !== name));
  return (
    <Section title={text.title}>
      {embedded && <p className={backends.note}>{text.embedded}</p>}
      {fromFile && <p className={backends.note}>{value.length === 0 ? text.gguf : text.ggufNamed}</p>}
      {tools.length + gone.length === 0 ? <p className={backends.note}>{text.none} <Link to="/backends/tools/new">{text.toTools}</Link></p> : (
        <Checkbox.Group label={text.label} description={text.what} value={[...value]} onChange={onChange}>
          <Stack gap="xs" mt="xs">
            {tools.map(({ id, name, description, enabled }) => <Checkbox key={id} value={name} label={enabled ? name : `${name} (${text.off})`} description={description} disabled={fromFile && !value.includes(name)} />)}
            {gone.map((name) => <Checkbox key={name} value={name} label={`${name} (${text.gone})`} />)}
          </Stack>
        </Checkbox.Group>
      )}
    </Section>
  );
}
