import type { ReactNode } from 'react';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import backends from '../backends.module.css';
import { useFineTunesOf } from './data.ts';
import { FineTuneTable } from './fine-tune-table.tsx';
import { words } from './strings.ts';

/** Which models learnt from a data set. */
export function FineTunesOfDataSet({ id }: { id: string }): ReactNode {
  const reading = useFineTunesOf({ dataSetId: id });
  return (
    <Section title={words.ofDataSet.title}>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={2} />}>
        {({ items }) => (items.length === 0 ? <p className={backends.note}>{words.ofDataSet.none}</p> : <FineTuneTable items={items} />)}
      </Loaded>
    </Section>
  );
}
