/** Everything that the built-in engine says in its own words; the rest are approved answers and quotes. */
export const sentences = {
  understoodOnly: (label: string) => `I understood this as "${label}", but no answer is written for it yet. Would you like to talk to a person?`,
  outOfScope: 'I am sorry, I cannot help with that here. Would you like to talk to a person?',
  notUnderstood: 'I am sorry, I am not sure that I understand. Would you like to talk to a person, or ask in other words?',
  clarify: (labels: readonly string[]) => `I want to be sure that I understand you. Do you mean ${inWords(labels)}?`,
  smallTalk: {
    person: 'Of course. Press the button below, and a person will take over as soon as one is free.',
    bot: 'I am an automated assistant, not a person. I answer from what this company has written and approved. You can ask for a person at any time.',
    how_are_you: 'I am a program, so always the same, thank you. What can I help you with?',
    cross: 'I am sorry that I could not help. Would you like to talk to a person?',
    goodbye: 'Goodbye. You can come back to this chat at any time.',
    thanks: 'You are welcome. If there is anything else, just write here.',
    greeting: 'Hello. What can I help you with?',
    fine: 'Good. If there is anything else, just write here.',
  },
  wordless: {
    approval: 'Glad to hear it. If there is anything else, just write here.',
    number: 'I cannot look up orders, so a number alone does not tell me enough. What would you like to know about it?',
    nothing: 'What would you like to know? A few words are enough. You can also ask for a person.',
  },
  askFor: (slot: string) => `I need one more thing to answer that: what is your ${slot.replaceAll('_', ' ')}?`,
  again: (answer: string) => `This is all that I have on that:\n\n${answer}`,
  firstThree: 'These are your first three questions. Please ask the others after them.',
  otherLanguage: (language: string) => `I understand ${language} only by its words, and I did not find an answer. Would you like to talk to a person, or ask in English?`,
} as const;

/** `"A", "B" or "C"`. */
function inWords(labels: readonly string[]): string {
  const quoted = labels.map((label) => `"${label}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
