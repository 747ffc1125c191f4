/** Marks with which chat templates tell speakers apart; in a text they could pretend to be another speaker. */
const controlTokens = /<\|(?=[\w\s/]{1,40}\|>)|<(?=\/?s>)|\[(?=\/?INST\])|<(?=<\/?SYS>>)/g;

/** Breaks control tokens with a space that changes nothing for a reader. */
export const neutralised = (text: string): string => text.replace(controlTokens, (mark) => `${mark}\u200b`);

/**
 * Texts that are data and not instructions, numbered, between two lines that nobody can guess.
 *
 * @param boundary random, made for this one prompt
 */
export function quotedBlock(boundary: string, items: readonly { title: string; text: string }[]): string {
  const lines = items.map(({ title, text }, at) => `[${at + 1}] ${oneLine(title)}\n${neutralised(text).replaceAll(boundary, '')}`);
  return [`--- ${boundary} begins ---`, ...lines, `--- ${boundary} ends ---`].join('\n');
}

const oneLine = (text: string): string => neutralised(text).replace(/\s+/g, ' ');
