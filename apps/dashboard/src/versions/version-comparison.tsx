import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { BackendVersion } from '#contracts';
import { Section } from '../parts/page-frame.tsx';
import { DiffView } from './diff-view.tsx';
import { differencesOf, factsOf } from './differences.ts';
import { words } from './strings.ts';
import css from './versions.module.css';

const text = words.page;

/** What is different from any other version of the backend; which one stands in the address. */
export function VersionComparison({ version, versions }: { version: BackendVersion; versions: readonly BackendVersion[] }): ReactNode {
  const [params, setParams] = useSearchParams();
  const others = versions.filter(({ id }) => id !== version.id);
  const named = others.find(({ number }) => String(number) === params.get('against'));
  const before = others.find(({ number }) => number < version.number);
  const other = named ?? before ?? others.at(-1);
  return (
    <Section title={text.compare}>
      {!other ? <p className={css.note}>{text.only} <Link to={`/backends/compare?right=${version.id}`}>{text.compareAny}</Link></p> : (
        <>
          <Select
            className={css.select ?? ''} label={text.compareWith} searchable allowDeselect={false} value={String(other.number)}
            data={others.map(({ number, note }) => ({ value: String(number), label: text.version(number, note) }))}
            onChange={(number) => number && setParams({ against: number }, { replace: true })}
          />
          <p className={css.note}><Link to={`/backends/compare?left=${other.id}&right=${version.id}`}>{text.compareAny}</Link></p>
          <DiffView differences={differencesOf(factsOf(other), factsOf(version))} />
        </>
      )}
    </Section>
  );
}
