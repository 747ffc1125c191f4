import type { Role, SiteLimits } from '#contracts';

export const roleNames: Record<Role, string> = { owner: 'Owner', admin: 'Admin', analyst: 'Analyst', agent: 'Agent' };
export const roleMeanings: Record<Role, string> = {
  owner: 'may do everything, API keys included',
  admin: 'may do everything but API keys',
  analyst: 'reads everything, tries answers, exports',
  agent: 'answers visitors in the inbox',
};

export const words = {
  title: 'Settings',
  tabs: { workspace: 'Workspace', sites: 'Sites', members: 'Members', 'api-keys': 'API keys' },
  onlyReading: 'Your role can read this page but not change it.',
  workspace: {
    section: 'Workspace', name: 'Name', timeZone: 'Time zone', timeZoneHint: 'Days in reports begin and end in this time zone. A change counts all days again.',
    price: 'Price of a CPU hour, in dollars', priceHint: 'What answers of the embedded engine cost. It applies to answers from now on; costs already noted stay.',
  },
  sites: {
    title: 'Sites', create: 'Add a site', createTitle: 'Add a site', name: 'Name', origins: 'Allowed origins', greeting: 'Greeting', default: 'Answers outside experiments',
    none: 'None: visitors are offered a person', key: 'Public key', anyLocal: 'this machine only',
    empty: { title: 'No site yet', text: 'A site is a web page with the chat on it. It has a snippet to embed, a list of addresses that may use it, and a backend that answers.' },
    snippet: 'Embed snippet', snippetHint: 'Put this before the end of the body of each page that shall have the chat. It loads nothing else before a visitor opens the chat.',
    copySnippet: 'Copy the snippet', copyKey: 'Copy the public key',
    originsHint: 'Only pages of these addresses may use the chat. One * may stand for the first part. Empty means this machine only.',
    addOrigin: 'Add an origin', originPlaceholder: 'https://shop.example', originWrong: 'Write it like https://shop.example or https://*.shop.example, without a path.',
    removeOrigin: (origin: string) => `Remove ${origin}`, originThere: 'This origin is in the list already.',
    defaultHint: 'Answers visitors who take part in no experiment. A change applies to the next message.',
    greetingHint: 'The first line of the chat. Say that an AI assistant answers and that a person can be asked for.',
    colour: 'Colour of the chat', look: 'How it looks and answers', notFound: 'There is no such site in this workspace.',
  },
  limits: {
    title: 'Limits', hint: 'Who asks for more is told to wait, or to write shorter messages. A change applies within seconds. Replays are not limited.',
    names: {
      messagesPerMinute: 'Messages of a visitor in a minute', messagesAtOnce: 'Messages of a visitor in three seconds',
      conversationsPerDay: 'Conversations of a visitor in a day', messagesPerAddress: 'Messages of a network address in a minute',
      longestMessage: 'Longest message, in characters',
    } satisfies Record<keyof SiteLimits, string>,
    bounds: ({ least, most, usual }: { least: number; most: number; usual: number }) =>
      `Usually ${usual.toLocaleString('en')}. From ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`,
    usual: 'Set the usual limits',
  },
  members: {
    title: 'Members', invite: 'Invite a member', name: 'Name', email: 'E-mail address', role: 'Role', lastSeen: 'Last here', never: 'invited, not here yet', you: 'you',
    linkTitle: 'Send this link', linkText: (name: string) => `${name} sets a password with it and is in. It works once; it is shown only now.`, copyLink: 'Copy the link', done: 'Done',
    remove: 'Remove', removeVerb: 'Remove member', removeConsequence: (name: string) => `${name} is signed out everywhere at once and cannot sign in any more. What they wrote stays.`,
    roleOf: (name: string) => `Role of ${name}`, roleChanged: (name: string, role: string) => `${name}: ${role}, from now on`, roleFailed: 'The role was not changed',
  },
  keys: {
    title: 'API keys', create: 'Create an API key', name: 'Name', nameHint: 'What will use it', role: 'Role', ending: 'Ends in', created: 'Created', lastUsed: 'Last used', never: 'never used',
    secretTitle: 'Keep this secret', secretText: 'It is shown only now. Whoever has it may do what its role may do.', copySecret: 'Copy the secret', done: 'I have kept it',
    revoke: 'Revoke', revokeVerb: 'Revoke key', revokeConsequence: 'Programs that use it are refused from this moment on.',
    empty: { title: 'No API key yet', text: 'With an API key your programs read results, export tables, import knowledge and replay questions.' },
    forbidden: 'Only owners can see and create API keys.',
  },
} as const;
