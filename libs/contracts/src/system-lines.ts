/** What the product itself says in a chat, to the visitor. */
export const systemLines = {
  waiting: 'You asked for a person. Somebody will join you here as soon as possible.',
  away: 'You asked for a person. Nobody is here right now; leave your e-mail address and we will write to you.',
  emailLeft: 'Thank you. Nobody is here right now; we will write to the address that you left.',
  joined: (name: string): string => `${name} joined the conversation.`,
  givenBack: (name: string): string => `${name} handed the conversation back to the assistant.`,
  closed: (name: string): string => `${name} closed the conversation.`,
  ended: 'You ended the conversation.',
} as const;

const lines = systemLines;
const happened: ReadonlyMap<string, string> = new Map([
  [lines.waiting, 'The visitor asked for a person.'],
  [lines.away, 'The visitor asked for a person while nobody was here, and was asked for an e-mail address.'],
  [lines.emailLeft, 'The visitor left an e-mail address, because nobody was here.'],
  [lines.ended, 'The visitor ended the conversation.'],
]);

/** The same for the team: what happened. Lines that name somebody read alike for everybody. */
export const toldToTeam = (line: string): string => happened.get(line) ?? line;
