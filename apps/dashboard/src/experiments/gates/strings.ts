import type { Gate, RatioGroup } from '#contracts';

export const words = {
  title: 'Gates',
  clear: 'All gates are passed: nothing stands in the way of the result.',
  states: { alarm: 'Act', waiting: 'Waits', ok: 'Fine' } satisfies Record<Gate['state'], string>,
  kinds: {
    sample_ratio: 'Sharing out', response_rate: 'Who rates', enough_units: 'Number of visitors', full_week: 'A full week', guardrail: 'Guardrail',
    mixed: 'Several browsers', served_elsewhere: 'Another engine', automated: 'Automated browsers', clock: 'Clocks', balance: 'Alike before', contradiction: 'Changing effect', twin: 'A/A check',
  } satisfies Record<Gate['kind'], string>,
  daysLeft: (days: number) => (days <= 1 ? 'about a day left' : `about ${days.toLocaleString('en')} days left`),
  progress: (have: string, need: string) => `${have} of ${need}`,
  here: (numbers: string) => `Here: ${numbers}.`,
  fine: (gates: number) => (gates === 1 ? 'One gate is passed' : `${gates} gates are passed`),
  shared: {
    open: 'How visitors were shared out', variant: 'Variant', assigned: 'Assigned', expected: 'Expected by the weights', share: 'Share of all', off: 'Off by',
    once: (p: string) => `Chi-square test, right when looked at once: ${p}.`,
    always: (p: string) => `Sequential test, right at every look: ${p}. It raises the alarm below 0.001.`,
    none: 'Nobody has been assigned yet.',
  },
  groups: {
    title: 'By what visitors came with, the worst first', group: 'Visitors with', p: 'Chi-square', adjusted: 'Adjusted (Holm)', tooFew: 'too few yet', afterwards: 'not tested',
    kinds: { topic: 'Topic', language: 'Language', hour: 'Time (UTC)', browser: 'Browser', fallback: 'Answered by' } satisfies Record<RatioGroup['kind'], string>,
    assigned: (assigned: string, expected: string) => `${assigned} (${expected} expected)`,
    standsOut: (kind: string, name: string, p: string) => `${kind} “${name}” was not shared out as the weights say (${p}, adjusted for the number of groups): look there first.`,
    none: 'No group stands out.', untested: 'All groups have too few visitors to be tested.',
    more: (groups: number) => `Show all ${groups} groups`, fewer: 'Show fewer groups',
    note: 'Topic and language are those of a visitor’s first message, read in the same way for all variants before any of them answers. The browser is what it says of itself when the visitor first comes. Each group is tested for one look; who answered is not, because variants that fail more often have more fallbacks, however visitors were shared out.',
  },
} as const;
