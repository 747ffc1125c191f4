import type { Evaluation } from '#contracts';

/** Words of the way from the gate to visitors. */
export const promoteWords = {
  open: 'Let it meet visitors', title: 'Let the candidate meet visitors', site: 'Site', share: 'Share of visitors', shareHint: 'Of those whom the experiment takes, 1 to 50 %.',
  when: 'When', now: 'Start at once', draft: 'Keep it as a draft', save: 'Make the experiment', failed: 'No experiment was made',
  version: ({ backendName, number }: Evaluation['candidate']): string => `version ${number} of ${backendName}`,
  happens: (candidate: string, baseline: string): string =>
    `A new experiment is made: ${candidate} at this share, ${baseline} as the control. It takes visitors whom no running experiment has, and changes none of those; it has the usual guard rails. A candidate is sent once: you can pause or stop the experiment, but not take this back.`,
  waits: 'The experiment waits as a draft', waitsMore: 'Nothing that runs was changed. Start the draft when it can start.', toDraft: 'To the draft', choose: 'Choose blindly',
};
