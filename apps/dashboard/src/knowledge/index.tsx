import type { ReactNode } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { NotFound } from '../shell/not-found.tsx';
import { ArticlePage } from './article-page.tsx';
import { Articles } from './articles.tsx';
import { ImportQuestions } from './import-questions.tsx';
import { Intents } from './intents.tsx';
import { NewArticlePage } from './new-article-page.tsx';
import { Questions } from './questions.tsx';
import { SearchPage } from './search/search-page.tsx';
import { Suggestions } from './topics/suggestions.tsx';
import { Topics } from './topics/topics.tsx';

export default function KnowledgePages(): ReactNode {
  return (
    <Routes>
      <Route index element={<Navigate to="/knowledge/articles" replace />} />
      <Route path="articles" element={<Articles />} />
      <Route path="articles/new" element={<NewArticlePage />} />
      <Route path="articles/:id" element={<ArticlePage />} />
      <Route path="intents/:id?" element={<Intents />} />
      <Route path="questions" element={<Questions />} />
      <Route path="topics/:id?" element={<Topics />} />
      <Route path="suggestions" element={<Suggestions />} />
      <Route path="search" element={<SearchPage />} />
      <Route path="import" element={<ImportQuestions />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
