import type { Article, ArticleFinding } from '#contracts';
import { SUSPICIOUS, hasHidden, injectionScore } from '#textmodels';

/** Each line by itself: far apart in a long article, two harmless words make no instruction. */
export function findingsIn({ title, body, questions }: Pick<Article, 'title' | 'body' | 'questions'>): ArticleFinding[] {
  const lines = [title, ...questions, ...body.split('\n')];
  const findings: ArticleFinding[] = [];
  if (lines.some(hasHidden)) findings.push('hidden_text');
  if (lines.some((line) => injectionScore(line).score >= SUSPICIOUS)) findings.push('instructions');
  return findings;
}
