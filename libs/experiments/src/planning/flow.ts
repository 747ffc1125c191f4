import { clusterInflation } from '#stats';
import { measureFacts, type Wish } from './wish.ts';

/** How visitors who take part become observations. */
export interface Flow {
  /** Observations of a visitor who takes part, on average; above 0. */
  perVisitor: number;
  /** Observations of a visitor who has any, on average; at least 1. */
  perCounted: number;
  /** By how much the resemblance of a visitor's observations makes a plan larger, at least 1. */
  clusterFactor: number;
}

/**
 * Where clusters were not measured, each conversation is taken to be rated by chance, independently of the visitor's
 * others, and every visitor to have the average number of conversations.
 */
export function flowOf(wish: Wish): Flow {
  const { conversationsPerVisitor, resemblance } = wish;
  const perConversation = observationsPerConversation(wish);
  const perVisitor = conversationsPerVisitor * perConversation;
  const clusters = wish.clusters ?? typicalClusters(conversationsPerVisitor, perConversation);
  return { perVisitor, perCounted: clusters.mean, clusterFactor: clusterInflation(Math.max(clusters.mean, clusters.sizeBiased), resemblance) };
}

function observationsPerConversation({ measure, askedShare, responseRate, answersPerConversation, thumbsPerConversation }: Wish): number {
  switch (measureFacts[measure].observed) {
    case 'ratings': return askedShare * responseRate;
    case 'thumbs': return thumbsPerConversation;
    case 'answers': return answersPerConversation;
    case 'conversations': return 1;
  }
}

function typicalClusters(conversations: number, perConversation: number): { mean: number; sizeBiased: number } {
  if (perConversation >= 1) return { mean: conversations * perConversation, sizeBiased: conversations * perConversation };
  const observedAtAll = 1 - (1 - perConversation) ** conversations;
  return { mean: Math.max(1, (conversations * perConversation) / observedAtAll), sizeBiased: 1 + (conversations - 1) * perConversation };
}
