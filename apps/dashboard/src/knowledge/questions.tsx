import { Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay } from '../session.tsx';
import { IntentSelect } from './intent-select.tsx';
import { KnowledgeFrame } from './knowledge-frame.tsx';
import { NewQuestion } from './new-question.tsx';
import { NothingFits } from './nothing-fits.tsx';
import { partOptions } from './part-options.ts';
import { QuestionTable } from './question-table.tsx';
import { SearchField } from './search-field.tsx';
import { words } from './strings.ts';
import { useAddress } from './use-address.ts';
import { useExamples } from './use-examples.ts';
import css from './knowledge.module.css';

const text = words.questions;

export function Questions(): ReactNode {
  const { values, any, set, clear } = useAddress(['search', 'intent', 'part']);
  const reading = useExamples(values);
  const may = useMay('content:write');
  return (
    <KnowledgeFrame>
      {may && <NewQuestion intent={values.intent ?? null} part={values.part === 'test' ? 'test' : 'train'} key={`${values.intent} ${values.part}`} />}
      <div className={css.bar}>
        <div className={css.filters}>
          <SearchField value={values.search ?? ''} onSearch={(found) => set('search', found)} />
          <IntentSelect value={values.intent ?? null} onChange={(intent) => set('intent', intent)} />
          <Select label={text.part} data={partOptions} value={values.part ?? null} onChange={(part) => set('part', part)} placeholder={words.any} clearable w="11rem" />
        </div>
      </div>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={14} />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0 && any) return <NothingFits clear={clear} />;
          if (rows.length === 0) return <Empty title={text.emptyTitle} text={text.empty}>{may && <Button component={Link} to="/knowledge/import">{text.import}</Button>}</Empty>;
          return (
            <>
              <QuestionTable questions={rows} mayDelete={may} />
              {reading.hasNextPage && (
                <Button variant="default" mt="md" loading={reading.isFetchingNextPage} onClick={() => void reading.fetchNextPage()}>{text.more}</Button>
              )}
            </>
          );
        }}
      </Loaded>
    </KnowledgeFrame>
  );
}
