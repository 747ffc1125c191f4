import { forModel } from '#textmodels';

/**
 * Texts that are data and not instructions, numbered, between two lines that nobody can guess.
 *
 * @param boundary random, made for this one prompt
 */
export function quotedBlock(boundary: string, items: readonly { title: string; text: string }[]): string {
  const lines = items.map(({ title, text }, at) => `[${at + 1}] ${oneLine(title)}\n${forModel(text).replaceAll(boundary, '')}`);
  return [`--- ${boundary} begins ---`, ...lines, `--- ${boundary} ends ---`].join('\n');
}

const oneLine = (text: string): string => forModel(text).replace(/\s+/g, ' ');
