import {
  changeArticle, changeIntent, createArticle, createExample, createIntent, deleteArticle, deleteExample, deleteIntent, importExamples, listArticles,
  listExamples, listIntents, readArticle,
} from '#contracts';
import { useChange, useRead } from '../api.ts';

export const useArticles = (search: string | undefined, limit: number) => useRead(listArticles, { ...(search ? { search } : {}), limit });
export const useArticle = (id: string) => useRead(readArticle, { id });
export const useIntents = () => useRead(listIntents, {});

export const useCreateArticle = () => useChange(createArticle, listArticles);
export const useChangeArticle = () => useChange(changeArticle, listArticles, readArticle);
export const useDeleteArticle = () => useChange(deleteArticle, listArticles);

export const useCreateIntent = () => useChange(createIntent, listIntents);
export const useChangeIntent = () => useChange(changeIntent, listIntents);
export const useDeleteIntent = () => useChange(deleteIntent, listIntents, listExamples, listArticles);

export const useCreateExample = () => useChange(createExample, listExamples, listIntents);
export const useDeleteExample = () => useChange(deleteExample, listExamples, listIntents);
export const useImport = () => useChange(importExamples, listExamples, listIntents);
