import { useInterval } from '@mantine/hooks';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  acceptSuggestion, declineSuggestion, dismissTopic, listArticleSuggestions, listArticles, listExamples, listIntents, listTopics, makeIntentOfTopic, readArticle, readTopic,
  refreshTopics, restoreSuggestion, restoreTopic,
} from '#contracts';
import type { CallFailed, ReplyOf, TopicRefresh, TopicState, TopicTraffic } from '#contracts';
import { useChange, useRead } from '../../api.ts';
import { useDeskEvents } from '../../desk.tsx';

const FOLLOW_MS = 2_000;

export const isUnderWay = ({ state }: Pick<TopicRefresh, 'state'>): boolean => state === 'waiting' || state === 'running';

/** Topics as they are; read again on news of a grouping, and every two seconds while one is under way. */
export function useTopics(traffic: TopicTraffic, state: TopicState): UseQueryResult<ReplyOf<typeof listTopics>, CallFailed> {
  const reading = useRead(listTopics, { traffic, state });
  const { refetch } = reading;
  useDeskEvents((event) => {
    if (event.type === 'topics') void refetch();
  });
  const underWay = reading.data ? isUnderWay(reading.data.refresh) : false;
  const { start, stop } = useInterval(() => void refetch(), FOLLOW_MS);
  useEffect(() => {
    if (underWay) start();
    return stop;
  }, [underWay, start, stop]);
  return reading;
}

export const useTopic = (id: string) => useRead(readTopic, { id });
export const useRefreshTopics = () => useChange(refreshTopics, listTopics);
export const useDismissTopic = () => useChange(dismissTopic, listTopics, readTopic);
export const useRestoreTopic = () => useChange(restoreTopic, listTopics, readTopic);
export const useMakeIntent = () => useChange(makeIntentOfTopic, listTopics, readTopic, listIntents, listExamples);

/** Suggestions, of one article or all; read again once questions were grouped. */
export function useSuggestions(articleId?: string): UseQueryResult<ReplyOf<typeof listArticleSuggestions>, CallFailed> {
  const reading = useRead(listArticleSuggestions, articleId ? { articleId } : {});
  useDeskEvents((event) => {
    if (event.type === 'topics' && event.state === 'done') void reading.refetch();
  });
  return reading;
}
export const useAcceptSuggestion = () => useChange(acceptSuggestion, listArticleSuggestions, listArticles, readArticle);
export const useDeclineSuggestion = () => useChange(declineSuggestion, listArticleSuggestions);
export const useRestoreSuggestion = () => useChange(restoreSuggestion, listArticleSuggestions);
