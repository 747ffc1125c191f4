import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Article } from '#contracts';
import { DataTable, type Column } from '../charts/data-table.tsx';
import { count, instant } from '../format.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { useArticles } from './data.ts';
import { KnowledgeFrame } from './knowledge-frame.tsx';
import { NothingFits } from './nothing-fits.tsx';
import { SearchField } from './search-field.tsx';
import { words } from './strings.ts';
import { useAddress } from './use-address.ts';
import css from './knowledge.module.css';

const text = words.articles;
const FIRST = 200;
const MOST = 1_000;

function columnsIn(timeZone: string): Column<Article>[] {
  const { columns } = text;
  return [
    { head: columns.title, cell: ({ id, title }) => <Link className={`${css.link} ${css.clip}`} to={`/knowledge/articles/${id}`} title={title}>{title}</Link> },
    { head: columns.slug, cell: ({ slug }) => <span className={`${css.clip} ${css.short} ${css.soft}`} title={slug}>{slug}</span> },
    { head: columns.state, cell: ({ published }) => <span className={css.state} data-on={published}>{published ? text.published : text.unpublished}</span> },
    { head: columns.version, numeric: true, cell: ({ version }) => count(version) },
    { head: columns.questions, numeric: true, cell: ({ questions }) => count(questions.length) },
    { head: columns.intents, numeric: true, cell: ({ intents }) => count(intents.length) },
    { head: columns.updated, numeric: true, cell: ({ updatedAt }) => instant(updatedAt, timeZone) },
  ];
}

export function Articles(): ReactNode {
  const { values, any, set, clear } = useAddress(['search']);
  const [limit, setLimit] = useState(FIRST);
  const reading = useArticles(values.search, limit);
  const { timeZone } = useSession().workspace;
  const write = useMay('content:write') && <Button component={Link} to="/knowledge/articles/new">{text.write}</Button>;
  const empty = reading.data?.total === 0 && !any;
  return (
    <KnowledgeFrame>
      {!empty && <div className={css.bar}><SearchField value={values.search ?? ''} onSearch={(words) => set('search', words)} />{write}</div>}
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={10} />}>
        {({ items, total }) => {
          if (items.length === 0) return any ? <NothingFits clear={clear} /> : <Empty title={text.emptyTitle} text={text.empty}>{write}</Empty>;
          return (
            <>
              <DataTable framed caption={text.caption} columns={columnsIn(timeZone)} rows={items} keyOf={({ id }) => id} />
              {items.length < total && (
                <p className={`${css.note} ${css.after}`}>
                  {text.shown(count(items.length), count(total))} {limit < MOST && <Button variant="default" size="compact-sm" onClick={() => setLimit(MOST)}>{text.more}</Button>}
                </p>
              )}
            </>
          );
        }}
      </Loaded>
    </KnowledgeFrame>
  );
}
