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
  tabs: { workspace: 'Workspace', sites: 'Sites', budgets: 'Budgets', members: 'Members', 'api-keys': 'API keys' },
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
    attributesHint: 'What the page knows of its visitor can travel with the chat; experiments can ask for it. Anybody can change what a page says: give nothing that must stay secret or that somebody could gain by.',
    copyAttributes: 'Copy the example',
    copySnippet: 'Copy the snippet', copyKey: 'Copy the public key',
    originsHint: 'Only pages of these addresses may use the chat. One * may stand for the first part. Empty means this machine only.',
    addOrigin: 'Add an origin', originPlaceholder: 'https://shop.example', originWrong: 'Write it like https://shop.example or https://*.shop.example, without a path.',
    removeOrigin: (origin: string) => `Remove ${origin}`, originThere: 'This origin is in the list already.',
    ways: { version: 'A version', production: 'Production of a backend' }, backend: 'Backend', productionHint: 'Whichever version carries the label “production” answers, from the moment the label moves.',
    production: (number: number) => `Now version ${number}.`, noProduction: 'No version of it is labelled production yet. Its page lets you put the label on one.', follows: (now: string) => `${now} (follows production)`,
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
  identity: {
    title: 'Signed identity', create: 'Make a secret', kid: 'Id (kid)', ending: 'Ends in', created: 'Made', lastUsed: 'Last used', never: 'never used', none: 'No secret yet: all visitors are anonymous.',
    hint: 'Your server can vouch for visitors who are signed in on your site. They are then one visitor in all their browsers: experiments give them one variant, can ask for what your server has signed, and your agents see who they are.',
    forbidden: 'Only those who may change the site can see and make secrets.',
    serverHint: 'Sign a token on your server for each page view of a signed-in visitor. It expires within 15 minutes, and it must never be signed in the page: whoever has the secret can be anybody.',
    pageHint: 'Give the token with the script tag, or by code when somebody signs in later. Say when the person signs out, so that the next one at the same machine does not see the chat.',
    kidPlace: 'ID OF THE SECRET', copyExample: 'Copy the example', copyKid: 'Copy the id of the secret', full: 'Two are live. End the older one when your server has changed over.',
    secretTitle: 'Keep this secret', secretText: 'It is shown only now. It belongs on your server, not in a page. A second one can live beside it, so that you can change over without a gap.',
    copySecret: 'Copy the secret', done: 'I have kept it', end: 'End', endOf: (lastFour: string) => `End the secret that ends in ${lastFour}`, endVerb: 'End secret',
    endConsequence: 'Tokens that it signed are refused from this moment on; visitors who come with them are anonymous. Who is known already in a browser stays known there.',
  },
  holdout: {
    title: 'Held out of experiments', share: 'Visitors held out, in %',
    hint: 'A few visitors who never take part in any experiment show later what all experiments together have changed. They get the answers of the site outside experiments, and their conversations are marked.',
    consequence: 'From 0 to 20 %. The more, the longer each experiment takes. A change applies to visitors not yet assigned; who is assigned keeps the variant. A larger share keeps those out who are out already.',
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
