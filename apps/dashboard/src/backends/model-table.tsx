import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Model } from '#contracts';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { ToldValue } from '../charts/told-value.tsx';
import { count, longDay, type Told } from '../format.ts';
import { FileOf } from './gguf/file-of.tsx';
import { LastTest, ModelTest } from './model-test.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.models;
const soonDays = 30;

const dollars = (price: number): string => `$${price.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`;

/** Where it is, and with which key. */
const Reached = ({ model: { baseUrl, keyEnding, fromEnvironment, gguf } }: { model: Model }): ReactNode => (gguf ? <FileOf gguf={gguf} /> : (
  <span className={css.lines}>
    {baseUrl ? <span className={`${css.clip} ${css.short}`} title={baseUrl}>{baseUrl}</span> : <span className={css.soft}>{text.standard}</span>}
    <small>{[keyEnding ? text.ending(keyEnding) : text.noKey, fromEnvironment && text.fromEnvironment].filter(Boolean).join(', ')}</small>
  </span>
));

/** By the token, and by the hour where it is paid so. */
function Price({ model: { inputPrice, outputPrice, hourlyPrice } }: { model: Model }): ReactNode {
  const [tokens, hours] = [inputPrice + outputPrice > 0, hourlyPrice > 0];
  if (!tokens && !hours) return text.free;
  return (
    <span className={css.lines}>
      {tokens && <span>{text.inAndOut(dollars(inputPrice), dollars(outputPrice))}<br /><small>{text.perMillion}</small></span>}
      {hours && <span>{text.perHour(dollars(hourlyPrice))}</span>}
    </span>
  );
}

const windowOf = ({ contextWindow, contextWindowFrom }: Model): Told => (contextWindow === null
  ? { main: text.unknownWindow, detail: '', missing: true } : { main: text.reads(count(contextWindow)), detail: contextWindowFrom === 'server' ? text.fromServer : '', missing: false });

/** Soon is to be seen. */
function LastDay({ model: { retirement } }: { model: Model }): ReactNode {
  if (!retirement) return <span className={css.soft}>{text.noEnd}</span>;
  const { on, daysLeft } = retirement;
  return (
    <span className={css.lines}>
      <span>{longDay(on)}</span>
      <small className={css.state} data-on={daysLeft < 0 ? 'bad' : daysLeft <= soonDays ? 'look' : 'none'}>{text.left(daysLeft)}</small>
    </span>
  );
}

function columnsWith(open: (id: string) => void): Column<Model>[] {
  const { columns } = text;
  return [
    { head: columns.key, cell: ({ id, key }) => <UnstyledButton className={`${css.link} ${css.clip}`} title={key} onClick={() => open(id)}>{key}</UnstyledButton> },
    { head: columns.address, cell: (model) => <Reached model={model} /> },
    { head: columns.prices, cell: (model) => <Price model={model} /> },
    { head: columns.window, numeric: true, cell: (model) => <ToldValue told={windowOf(model)} /> },
    { head: columns.ends, cell: (model) => <LastDay model={model} /> },
  ];
}

export function ModelTable({ models, open, mayWrite }: { models: readonly Model[]; open: (id: string) => void; mayWrite: boolean }): ReactNode {
  const test: Column<Model> = { head: text.columns.test, cell: (model) => (mayWrite ? <ModelTest model={model} /> : <LastTest test={model.lastTest} />) };
  return <DataTable caption={text.caption} rows={models} keyOf={({ id }) => id} columns={[...columnsWith(open), test]} />;
}
