/** What the product itself says in a chat. */
export const systemLines = {
  waiting: 'You asked for a person. Somebody will join you here as soon as possible.',
  away: 'You asked for a person. Nobody is here right now; leave your e-mail address and we will write to you.',
  emailLeft: 'Thank you. Nobody is here right now; we will write to the address that you left.',
  joined: (name: string): string => `${name} joined the conversation.`,
  givenBack: (name: string): string => `${name} handed the conversation back to the assistant.`,
  closed: (name: string): string => `${name} closed the conversation.`,
  ended: 'You ended the conversation.',
} as const;
