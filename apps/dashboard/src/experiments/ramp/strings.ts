const hours = (count: number): string => `${count} ${count === 1 ? 'hour' : 'hours'}`;

export const words = {
  switch: 'Begin small and raise this share in steps', switchMeans: 'After each step’s hours Duet raises it by itself, unless a gate of the results alarms. Setting the share by hand changes the steps too.',
  step: (at: number) => `Step ${at}`, after: 'After so many hours', to: 'Then take part, in %', add: 'Add a step', remove: (at: number) => `Remove step ${at}`,
  problems: { rise: 'More than before this step.', hours: 'Between 1 and 720 hours.', nobody: 'Begin with more than 0 %: with nobody there is nothing to go by.', none: 'Add a step, or switch the steps off.' },
  told: (steps: readonly string[]) => `rising to ${steps.join(', then ')}`, toldStep: (coverage: string, count: number) => `${coverage} after ${hours(count)}`, toldOff: 'no more steps of coverage',
  panel: {
    title: 'How coverage rises', now: (coverage: string) => `${coverage} of the visitors take part.`,
    next: (coverage: string, time: string) => `From ${time} on it is ${coverage}, if nothing alarms.`, due: (coverage: string) => `${coverage} with the next look of Duet, within half a minute.`,
    paused: (coverage: string, count: number) => `The step to ${coverage} comes ${hours(count)} after the experiment went on.`,
    few: (coverage: string, have: string, need: string) => `The step to ${coverage} waits for ${need} visitors, so that a fault could show; ${have} came so far.`,
    held: (coverage: string) => `The step to ${coverage} is held back, because a gate alarms:`, byHand: 'Whoever knows better can set the share by hand.', then: (steps: string) => `Then ${steps}.`,
  },
} as const;
