export const words = {
  readOnly: (time: string) => `Read-only, as of ${time}`,
  until: (time: string) => `this link works until ${time}`,
  loading: 'The results are on their way',
  deadTitle: 'This link opens nothing',
  dead: 'It may have expired, been withdrawn, or been copied in part. Ask whoever sent it to you for a new one.',
  failedTitle: 'The results could not be loaded',
  failedKept: 'The link itself may be fine.',
  notFresh: 'These are the numbers of the time above: newer ones could not be loaded.',
} as const;
