import { agrees, firstCertain, type Reading } from './secret-forms.ts';

/** Longest name between `<|` and `|>`. */
const longestTokenName = 40;

/**
 * Marks with which chat templates tell speakers apart, other than `<|name|>`: Llama 2 and Mistral, Gemma, sentence ends,
 * tools and thoughts as Mistral, Qwen and others write them, and Microsoft's and DeepSeek's forms.
 */
export const literalTokens = [
  '[INST]', '[/INST]', '<<SYS>>', '<</SYS>>', '<s>', '</s>', '<bos>', '<eos>', '<start_of_turn>', '<end_of_turn>',
  '[SYSTEM_PROMPT]', '[/SYSTEM_PROMPT]', '[AVAILABLE_TOOLS]', '[/AVAILABLE_TOOLS]', '[TOOL_CALLS]', '[TOOL_RESULTS]', '[/TOOL_RESULTS]',
  '<tool_call>', '</tool_call>', '<tool_response>', '</tool_response>', '<think>', '</think>', '[gMASK]', '<sop>',
  '<\uff5cUser\uff5c>', '<\uff5cAssistant\uff5c>', '<\uff5cbegin\u2581of\u2581sentence\uff5c>', '<\uff5cend\u2581of\u2581sentence\uff5c>',
] as const;

const escaped = (literal: string): string => literal.replace(/[[\]\\/|]/g, '\\$&');
const openings = [String.raw`<\|(?=[\w\s/]{1,${longestTokenName}}\|>)`, ...literalTokens.map((token) => `${escaped(token[0]!)}(?=${escaped(token.slice(1))})`)];
const opening = new RegExp(openings.join('|'), 'gi');

/** A line that begins as if another speaker took over. */
const roleLine = /^[ \t]*(?:#{1,4} ?)?(?:\*\*)?(?:system|assistant|user|human|ai|developer|instruction|response|systemnachricht|assistent|anweisung)(?:\*\*)? ?:/gimu;
const roleTag = /<(?=\/?(?:system|assistant|user|human|instructions?|prompt)>)/gi;

/** Does the text hold a mark of a chat template, or a line that plays another speaker? Both are told apart. */
export function controlTokensIn(text: string): { tokens: number; roleLines: number } {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return { tokens: count(opening), roleLines: count(roleLine) + count(roleTag) };
}

/** Breaks control tokens with a sign that changes nothing for a reader, and quotes lines that play another speaker. */
export const withoutControlTokens = (text: string): string =>
  text.replace(opening, (mark) => `${mark}\u200b`).replace(roleTag, '<\u200b').replace(roleLine, (line) => `> ${line}`);

/** Does a mark of a chat template begin at this place? */
export function controlTokenAt(text: string, at: number): Reading<'control_token'> {
  let best: Reading<'control_token'> = namedTokenAt(text, at);
  for (const literal of foldedTokens) {
    const agreed = agrees(text.slice(at, at + literal.length).toLowerCase(), 0, literal);
    best = firstCertain(best, agreed === 'whole' ? { kind: 'control_token', length: literal.length } : agreed);
  }
  return best;
}

const foldedTokens = literalTokens.map((token) => token.toLowerCase());
const namedToken = new RegExp(String.raw`^<\|[\w\s/]{1,${longestTokenName}}\|>`);
const unfinishedToken = new RegExp(String.raw`^<(?:\|(?:[\w\s/]{1,${longestTokenName}}\|?)?)?$`);

function namedTokenAt(text: string, at: number): Reading<'control_token'> {
  const part = text.slice(at, at + longestTokenName + 4);
  const whole = namedToken.exec(part)?.[0];
  if (whole !== undefined) return { kind: 'control_token', length: whole.length };
  return text.length - at < longestTokenName + 4 && unfinishedToken.test(part) ? 'open' : 'none';
}
