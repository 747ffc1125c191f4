import type { ReactNode } from 'react';
import type { Article } from '#contracts';
import { DeleteNamed } from '../parts/delete-named.tsx';
import { useDeleteArticle } from './data.ts';
import { words } from './strings.ts';

export const DeleteArticle = ({ article: { id, title } }: { article: Article }): ReactNode => (
  <DeleteNamed thing={{ id, name: title }} words={words.article} removal={useDeleteArticle()} next="/knowledge/articles" />
);
