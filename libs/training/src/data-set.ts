import { createHash } from 'node:crypto';
import { OUT_OF_SCOPE, type HeldOut, type LabelledQuestion } from '#knowledge';
import type { TrainingExample } from '#models';
import { duplicateKey } from '#textmodels';

/** From so many test questions on, half of them are enough to test with. */
const enoughToHalve = 200;
/** With so many questions to learn from, the trainer's own tenth places the thresholds well. */
const enoughToLearn = 5_000;

/**
 * What a run learns from and is tested on. Questions of the test part are the test set when there are any; otherwise the
 * trainer puts a tenth of each intent aside. A test question without anything to learn it from says nothing.
 *
 * With few questions to learn from, every other test question places the thresholds instead of testing: questions that
 * people wrote to teach with are unlike each other on purpose, so a model that is asked some of them looks less sure and
 * less right than it is with what visitors ask. The halves are told apart by the text, so they stay as questions come.
 *
 * What nearly equals a case of a frozen evaluation set teaches nothing and places no threshold; it may test.
 */
export function dataSetOf(questions: readonly LabelledQuestion[], heldOut: Pick<HeldOut, 'has'>): TrainingExample[] {
  const labelled = questions.filter(({ text, part }) => part === 'test' || !heldOut.has(text)).map(({ text, intent, part }) => ({ text, label: intent ?? OUT_OF_SCOPE, part }));
  const taught = new Set(labelled.filter(({ part }) => part === 'train').map(({ label }) => label));
  const known = labelled.filter(({ label }) => taught.has(label));
  const tests = known.filter(({ part }) => part === 'test').length;
  const halved = tests >= enoughToHalve && known.length - tests < enoughToLearn;
  return known.map(({ part, ...example }) => {
    if (part !== 'test') return example;
    return { ...example, part: halved && placesThresholds(example.text) && !heldOut.has(example.text) ? 'validation' : 'test' };
  });
}

function placesThresholds(text: string): boolean {
  return createHash('sha256').update(duplicateKey(text)).digest()[0]! % 2 === 0;
}
