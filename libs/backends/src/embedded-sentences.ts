/** Everything that the built-in engine says in its own words; the rest are approved answers and quotes. */
export const sentences = {
  understoodOnly: (label: string) => `I understood this as "${label}", but no answer is written for it yet. Would you like to talk to a person?`,
  outOfScope: 'I am sorry, I cannot help with that here. Would you like to talk to a person?',
  notUnderstood: 'I am sorry, I am not sure that I understand. Would you like to talk to a person, or ask in other words?',
  clarify: (labels: readonly string[]) => `I want to be sure that I understand you. Do you mean ${inWords(labels)}?`,
} as const;

/** `"A", "B" or "C"`. */
function inWords(labels: readonly string[]): string {
  const quoted = labels.map((label) => `"${label}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
