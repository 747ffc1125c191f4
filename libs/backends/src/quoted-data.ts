import { forModel } from '#textmodels';
import { withoutPersonMark } from './person-mark.ts';

/** Words of others as a language model is shown them. */
export const asData = (text: string): string => withoutPersonMark(forModel(text));

/**
 * Texts that are data and not instructions, numbered, between two lines that nobody can guess.
 *
 * @param boundary random, made for this one prompt
 */
export function quotedBlock(boundary: string, items: readonly { title: string; text: string }[]): string {
  const lines = items.map(({ title, text }, at) => `[${at + 1}] ${oneLine(title)}\n${asData(text).replaceAll(boundary, '')}`);
  return [`--- ${boundary} begins ---`, ...lines, `--- ${boundary} ends ---`].join('\n');
}

const oneLine = (text: string): string => asData(text).replace(/\s+/g, ' ');
