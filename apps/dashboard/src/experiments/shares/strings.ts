import type { ExperimentShare } from '#contracts';

export const words = {
  title: 'Links to these results',
  about: 'Whoever has a link reads these results without an account, as they are at that moment. They see the names of the experiment, its site and its variants, the hypothesis, the reasons of changed shares, and all numbers. They see no conversation, no visitor, no colleague and no version.',
  create: 'Make a link',
  note: 'For whom (optional)', noteHint: 'Only members of this workspace see it.',
  days: 'Works for', daysUnit: ' days', daysHint: '1 to 365 days.', daysWrong: 'Give a whole number of days from 1 to 365.',
  onceTitle: 'The link',
  once: 'Anybody who has this link can read the results. It is shown only now: Duet keeps no copy of it. If you lose it, withdraw it and make another one.',
  copy: 'Copy the link', done: 'Done',
  empty: 'No link has been made yet.',
  columns: { note: 'For whom', by: 'Made by', until: 'Works until', opened: 'Opened', state: 'State' },
  noNote: 'not noted',
  states: { open: 'works', expired: 'expired', withdrawn: 'withdrawn' } satisfies Record<ExperimentShare['state'], string>,
  opened: (times: number, told: string) => (times === 1 ? 'once' : `${told} times`),
  never: 'never', last: (time: string) => `last ${time}`,
  withdraw: 'Withdraw', withdrawNamed: (note: string) => (note ? `Withdraw the link for ${note}` : 'Withdraw the link'),
  withdrawVerb: 'Withdraw the link',
  consequence: 'The link opens nothing from now on, for everybody who has it; pages that are open close within a minute. It cannot be brought back, but you can make another link at any time. The numbers stay as they are.',
  withdrawn: 'The link was withdrawn.',
} as const;
