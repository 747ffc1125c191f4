import type { PromptPack } from '#contracts';
import type { KnowledgeIndex } from '#knowledge';
import type { ChosenExample } from './choose-examples.ts';

/**
 * What speaks for an intent besides its examples: its label, and where the pack shows the help centre, the questions of an
 * article that is its own.
 */
export const intentCues = ({ useKnowledge }: Pick<PromptPack, 'useKnowledge'>) => ({ intents, passages, examples }: Pick<KnowledgeIndex, 'intents' | 'passages' | 'examples'>): ChosenExample[] => {
  const taught = new Set(examples.map(({ intent }) => intent));
  const labels = [...intents].map(([label, known]) => ({ text: known.label, label })).filter(({ label }) => taught.has(label));
  if (!useKnowledge) return labels;
  const owners = new Map<string, string[]>();
  for (const [label, { articleSlugs }] of intents) for (const slug of articleSlugs) owners.set(slug, [...(owners.get(slug) ?? []), label]);
  const questions = new Map(passages.map((passage) => [passage.slug, passage.questions]));
  const asked = [...questions].flatMap(([slug, own]) => {
    const [label, ...others] = owners.get(slug) ?? [];
    return label !== undefined && others.length === 0 ? own.map((text) => ({ text, label })) : [];
  });
  return [...labels, ...asked];
};
