export const words = {
  title: 'Overview',
  empty: {
    title: 'No conversation yet',
    text: 'Here you will see how satisfied visitors are with each variant, how fast it answers and what it costs. Replay the labelled test questions of the demo company to see it at once: they run through the real chat as visitors, marked as replayed.',
    button: 'Replay demo traffic',
    forbidden: 'An owner or admin can replay the demo traffic.',
    noSite: 'Create a site first, in the settings.',
  },
  replay: {
    running: (done: string, total: string) => `Replaying: ${done} of ${total} questions`,
    failedTitle: 'The replay stopped',
    failed: 'It ended early. The conversations that were played are kept.',
    again: 'Replay more demo traffic',
    label: 'Replay of demo traffic',
  },
  live: { open: 'open', answering: 'being answered', waiting: 'waiting for a person', title: 'Right now' },
  filters: {
    period: 'Period', site: 'Site', experiment: 'Experiment', traffic: 'Traffic', allSites: 'All sites', allExperiments: 'All experiments',
    allTraffic: 'Live and replayed', liveTraffic: 'Live only', replayTraffic: 'Replayed only',
    lastDays: (days: number) => `Last ${days} days`, custom: 'Other days…',
    calendar: { previousMonth: 'Month before', nextMonth: 'Month after' },
  },
  headline: {
    title: 'In this period',
    conversations: 'Conversations', csat: 'Satisfaction, 1 to 5', response: 'Rated when asked', resolved: 'Resolved alone',
    answer: 'Half answered within', cost: '1,000 conversations cost',
    answers: (answers: string) => `${answers} answers`,
    ratings: 'ratings', asked: 'asked', of: 'conversations', ended: 'conversations',
  },
  satisfaction: {
    title: 'How satisfied are visitors with each variant?',
    note: 'Mean of the ratings from 1 to 5, by the time at which the conversation started; bands and whiskers are 95\u00a0% intervals. A point appears once there are enough ratings.',
    summary: 'Satisfaction per variant', variant: 'Variant', mean: 'Mean rating', topBox: 'Rated 4 or 5', response: 'Rated when asked', thumbs: 'Thumbs up',
    thumbsNoun: 'thumbs',
  },
  times: {
    p50: 'How fast is a typical answer?', p95: 'How slow are the slowest 5 of 100?',
    noteP50: 'Half of the answers took no longer (p50).',
    noteP95: '95 of 100 answers took no longer (p95). Answers beyond the deadline count as slower than all others.',
    first: 'First words', whole: 'Whole answer', which: 'Measured until',
  },
  variants: {
    title: 'What does each variant achieve, and at what cost?',
    conversations: 'Conversations', resolved: 'Resolved alone', handOvers: 'Handed over', failures: 'Failed answers', perThousand: '1,000 conversations cost', noCost: 'no conversation yet',
  },
  conversations: {
    title: { hour: 'How many conversations start each hour?', day: 'How many conversations start each day?', week: 'How many conversations start each week?' },
    column: 'Conversations', note: 'Replayed conversations are counted unless the filter leaves them out.',
  },
  cost: {
    title: { hour: 'What do 1,000 conversations cost?', day: 'What do 1,000 conversations cost?', week: 'What do 1,000 conversations cost?' },
    column: '1,000 conversations cost', note: 'Cost of the answers divided by the conversations started, times 1,000.',
  },
  when: { hour: 'Hour', day: 'Day', week: 'Week' },
  soFar: (days: number, first: string) => ` · ${days === 1 ? '1 day' : `${days} days`} of data so far, since ${first}`,
  marks: {
    title: 'Marked in the chart', started: 'started', weights: 'new weights', variants: (phase: number) => `other variants (phase ${phase})`,
  },
  traffics: { live: 'live', replay: 'replayed', test: 'test', preview: 'preview' },
  nothing: 'No conversation fits these filters. Choose other days or another site.',
  period: (from: string, to: string, timeZone: string) => `${from} to ${to}, days in ${timeZone}`,
} as const;
