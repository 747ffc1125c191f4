import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Model } from '#contracts';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { ModelTest } from './model-test.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.models;

const dollars = (price: number): string => `$${price.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`;
const pricesOf = ({ inputPrice, outputPrice }: Model): string => (inputPrice === 0 && outputPrice === 0 ? text.free : text.perMillion(dollars(inputPrice), dollars(outputPrice)));

function columnsWith(open: (id: string) => void): Column<Model>[] {
  const { columns } = text;
  return [
    { head: columns.key, cell: ({ id, key }) => <UnstyledButton className={`${css.link} ${css.clip}`} title={key} onClick={() => open(id)}>{key}</UnstyledButton> },
    { head: columns.address, cell: ({ baseUrl }) => baseUrl ? <span className={`${css.clip} ${css.short}`} title={baseUrl}>{baseUrl}</span> : <span className={css.soft}>{text.standard}</span> },
    { head: columns.apiKey, cell: ({ keyEnding, fromEnvironment }) => fromEnvironment ? text.fromEnvironment : keyEnding ? text.ending(keyEnding) : <span className={css.soft}>{text.noKey}</span> },
    { head: columns.prices, numeric: true, cell: pricesOf },
    { head: columns.hourly, numeric: true, cell: ({ hourlyPrice }) => hourlyPrice > 0 ? text.perHour(dollars(hourlyPrice)) : <span className={css.soft}>{text.nothing}</span> },
  ];
}

export function ModelTable({ models, open, mayWrite }: { models: readonly Model[]; open: (id: string) => void; mayWrite: boolean }): ReactNode {
  const test: Column<Model> = { head: text.columns.test, cell: (model) => <ModelTest model={model} /> };
  return <DataTable caption={text.caption} rows={models} keyOf={({ id }) => id} columns={[...columnsWith(open), ...(mayWrite ? [test] : [])]} />;
}
