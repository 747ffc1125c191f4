import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { ArticleEditor } from './article-editor.tsx';
import { useArticle } from './data.ts';
import { DeleteArticle } from './delete-article.tsx';
import { useMay } from '../session.tsx';
import { words } from './strings.ts';
import css from './knowledge.module.css';
import { ArticleSuggestions } from './topics/suggestions.tsx';

export function ArticlePage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useArticle(id);
  const may = useMay('content:write');
  const article = reading.data?.id === id ? reading.data : undefined;
  return (
    <PageFrame title={article?.title ?? words.articles.missing} above={{ label: words.tabs.articles, to: '/knowledge/articles' }} actions={may && article && <DeleteArticle article={article} />}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={480} /><CardSkeleton height={220} /></>}>
        {(read) => <>{read.guard.map((finding) => <p key={finding} className={css.look} role="status">{words.article.guard[finding]}</p>)}<ArticleEditor key={read.id} article={read} readOnly={!may} /><ArticleSuggestions articleId={read.id} /></>}
      </Loaded>
    </PageFrame>
  );
}
