export const words = {
  title: 'Can these rules be trusted?',
  about: 'Deal the variants out to these visitors by chance, a thousand times, and look all along. There is no difference then, so everything that a rule finds is a false alarm.',
  prove: 'Prove it', again: 'Prove it again', busy: 'Dealing out. This may take a minute.',
  rule: 'Rule', alarms: 'False alarms', promised: 'Promised',
  rules: {
    sequence: () => 'Ours: the rule that decides, looked at all along', oneLook: (alpha: number) => `p below ${alpha}, looked at once at the end`,
    everyLook: (alpha: number) => `p below ${alpha}, stopped at the first look that shows it`, harm: () => 'Ours: a guardrail that stops the experiment, looked at all along',
  },
  share: (alarms: string, of: string, share: string) => `${alarms} of ${of} (${share})`,
  atMost: (share: string) => `at most ${share}`, oneOf: (share: string) => `about ${share}`, nothing: 'nothing',
  truth: 'In the long run', between: (low: string, high: string) => `${low} to ${high}`,
  dealt: (done: string, of: string) => `${done} of ${of} dealt`,
  all: (units: string) => `${units} visitors`, sample: (units: string, of: string) => `${units} of ${of} visitors, drawn by chance,`,
  rests: (who: string, at: string, seed: string) => `${who} in the order in which they came, as of ${at}; seed ${seed}.`,
} as const;
