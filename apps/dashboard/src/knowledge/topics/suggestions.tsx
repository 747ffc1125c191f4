import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { count } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useMay } from '../../session.tsx';
import { KnowledgeFrame } from '../knowledge-frame.tsx';
import { useSuggestions } from './data.ts';
import { SuggestionTable } from './suggestion-table.tsx';
import { words } from './strings.ts';
import css from '../knowledge.module.css';
import topics from './topics.module.css';

const text = words.suggestions;

/** Real questions near any article. */
export function Suggestions(): ReactNode {
  const reading = useSuggestions();
  return (
    <KnowledgeFrame>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={10} />}>
        {({ items, total, likenessFrom, likenessAfterPerson }) => {
          if (items.length === 0) return <Empty title={text.emptyTitle} text={text.empty}><Button component={Link} to="/knowledge/topics" variant="default">{text.toTopics}</Button></Empty>;
          return (
            <>
              <p className={css.note}>{text.what(String(likenessFrom), String(likenessAfterPerson))}</p>
              <SuggestionTable suggestions={items} />
              {items.length < total && <p className={`${css.note} ${css.after}`}>{text.shown(count(items.length), count(total))}</p>}
            </>
          );
        }}
      </Loaded>
    </KnowledgeFrame>
  );
}

/** The same on an article's own page; nothing where there is none. */
export function ArticleSuggestions({ articleId }: { articleId: string }): ReactNode {
  return useMay('conversations:read') && <OfArticle articleId={articleId} />;
}

function OfArticle({ articleId }: { articleId: string }): ReactNode {
  const items = (useSuggestions(articleId).data?.items ?? []).filter((one) => one.articleId === articleId);
  if (items.length === 0) return null;
  return (
    <div className={topics.apart}>
      <Section title={text.title}>
        <p className={css.note}>{text.onArticle}</p>
        <SuggestionTable suggestions={items} ofOneArticle />
      </Section>
    </div>
  );
}
