import { createBm25, searchTokens } from '#textmodels';
import type { Recognition } from './recognition.ts';

const neighbours = 5;

/**
 * Recognises by the words shared with examples: for texts that the encoder cannot read, or while it is not there.
 * The confidence is the vote of the likest examples times the share of words that the likest one has in common.
 */
export function wordClassifier(examples: readonly { text: string; label: string }[]): (text: string) => Recognition {
  const ranking = createBm25(examples.map(({ text }) => text), { tokens: searchTokens });
  const words = examples.map(({ text }) => new Set(searchTokens(text)));
  return (text) => {
    const scores = ranking.scores(text);
    const nearest = [...scores.keys()].filter((at) => scores[at]! > 0).sort((a, b) => scores[b]! - scores[a]!).slice(0, neighbours);
    const total = nearest.reduce((sum, at) => sum + scores[at]!, 0);
    const votes = new Map<string, number>();
    for (const at of nearest) votes.set(examples[at]!.label, (votes.get(examples[at]!.label) ?? 0) + scores[at]! / total);
    const ranked = [...votes].map(([label, probability]) => ({ label, probability })).sort((a, b) => b.probability - a.probability);
    const familiarity = nearest.length > 0 ? overlap(new Set(searchTokens(text)), words[nearest[0]!]!) : 0;
    return { ranked, confidence: (ranked[0]?.probability ?? 0) * familiarity };
  };
}

/** Dice coefficient: twice the common words over all words, 0 to 1. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}
