import { OUT_OF_SCOPE, type LabelledQuestion } from '#knowledge';
import type { TrainingExample } from '#models';

/**
 * What a run learns from and is tested on. Questions of the test part are the test set when there are any; otherwise the
 * trainer puts a tenth of each intent aside. A test question without anything to learn it from says nothing.
 */
export function dataSetOf(questions: readonly LabelledQuestion[]): TrainingExample[] {
  const labelled = questions.map(({ text, intent, part }) => ({ text, label: intent ?? OUT_OF_SCOPE, part }));
  const taught = new Set(labelled.filter(({ part }) => part === 'train').map(({ label }) => label));
  return labelled
    .filter(({ label }) => taught.has(label))
    .map(({ part, ...example }) => (part === 'test' ? { ...example, part } : example));
}
