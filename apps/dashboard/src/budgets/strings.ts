import type { SiteBudgets } from '#contracts';

export const words = {
  title: 'Budgets',
  workspace: 'Budget of the workspace',
  workspaceHint: 'What all answers of all sites, previews and drafts together may use in a day. When it is used up, no model is asked any more: visitors are offered a person. A change applies within seconds.',
  site: 'Budgets',
  siteHint: 'What answers on this site may use in a day. Whoever asks beyond it is offered a person in a friendly line, and the answer counts as a failure of its variant. Answers under way are finished. Replays count for the site, but not for a visitor.',
  sites: 'Sites today',
  noSites: 'No site yet. Each site can have a budget of its own.',
  today: (day: string, timeZone: string) => `Used on ${day}, ${timeZone}`,
  tokens: 'Tokens',
  dollars: 'Money',
  meaning: { tokens: 'in and out of language models; the built-in engine uses none', dollars: 'language models by their prices, and the built-in engine’s processor time' },
  of: (used: string, limit: string, share: string) => `${used} of ${limit} (${share})`,
  unlimited: (used: string) => `${used}, no limit`,
  bar: (what: string) => `${what}: used today`,
  fields: {
    visitorTokens: 'Tokens of one visitor in a day', visitorDollars: 'Money for one visitor in a day', tokens: 'Tokens in a day', dollars: 'Money in a day',
  } satisfies Record<keyof SiteBudgets, string>,
  noLimit: 'no limit',
  bounds: { tokens: 'From 1,000. Empty means no limit.', dollars: 'In dollars, from $0.01. Empty means no limit.' },
  usual: (tokens: string) => `Usually ${tokens}. `,
  columns: { site: 'Site', tokens: 'Tokens', dollars: 'Money', visitors: 'Visitors', atLimit: 'used all they may' },
  visitors: (all: string, atLimit: string) => `${all}, ${atLimit} at their limit`,
  near: {
    title: (name: string, share: string) => `${name}: ${share} of today’s budget is used`,
    spentTitle: (name: string) => `${name}: today’s budget is used up`,
    text: 'When it is used up, visitors are offered a person instead of an answer.',
    spentText: 'Until midnight, visitors are offered a person where an answer would use more of it.',
    workspace: 'The workspace',
    link: 'See the budgets',
  },
} as const;
