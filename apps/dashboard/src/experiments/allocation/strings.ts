import type { AdaptiveAllocation } from '#contracts';

export const words = {
  title: 'How visitors are shared out',
  fixed: 'Fixed shares', fixedMeans: 'The shares stay as you set them. Two variants are told apart soonest half and half.',
  adaptive: 'Shares that follow what is measured', adaptiveMeans: 'For three variants and more. Once an hour at most, new visitors are moved to the variants that may be the best.',
  gained: 'What is gained: fewer visitors meet a variant that is clearly worse, and the best of many is found with fewer visitors.',
  lost: 'What is given up: the poor variants are measured less precisely, each step waits until the ratings of the period are in, and nobody can set the shares by hand. Periods are compared one by one, so the verdict stays as sound as with fixed shares.',
  method: 'Rule', methods: { top_two: 'Top two: a leader and its closest challenger', track_and_stop: 'Track and stop: the shares that tell the best apart soonest' } satisfies Record<AdaptiveAllocation['method'], string>,
  floor: 'Every variant keeps at least', floorHint: '5 % or more.', control: 'The control keeps', controlHint: 'Whatever is measured.',
  few: 'With few visitors the shares hardly move: a step waits for 100 visitors of each variant who count in the measure that decides.',
  paused: 'Duet moves the shares of this experiment: on their own they cannot be changed. Other variants open a new phase that begins with the shares given here.',
  problem: {
    two: 'Add a third variant: with two, moving shares gains nothing.', growthbook: 'A split that runs in GrowthBook keeps its weights.', replay: 'A replay is over before shares could move.',
    measure: 'Choose another measure that decides: shares cannot follow a quantile of response times.',
    lowest: 'Keep at least 5 % for each variant.', noRoom: 'With this and the control’s share nothing is left to move.', control: 'The control cannot keep less than every variant does.',
    begins: (name: string, share: string) => `${name} begins with ${share}, which is less.`,
  },
  told: {
    fixed: 'Shares stay as set', adaptive: (method: string, floor: string, control: string) => `Shares follow what is measured (${method}), at least ${floor} each, the control keeps ${control}`,
    methods: { top_two: 'top two', track_and_stop: 'track and stop' } satisfies Record<AdaptiveAllocation['method'], string>,
  },
  panel: {
    title: 'Who gets how many of the next visitors', variant: 'Variant', now: 'Share now', next: 'Next share', chance: 'Chance to be the best of all', closed: 'Visitors who count',
    stays: 'stays', harmed: 'harms: keeps its floor at most', few: 'too few yet', closedOf: (have: string, need: string) => `${have} of ${need}`,
    step: 'The next look moves the shares as below.', due: (time: string) => `Not before ${time}.`,
    chanceMeans: 'Of all variants, in the measure that decides, by visitors of whom nothing more is to come. It describes and decides nothing.',
    known: (name: string, evidence: string, threshold: string) => `${name} is the best of all, as far as this rule goes: the evidence is ${evidence}, and ${threshold} is enough. This is advice and ends nothing: what counts is the verdict above, which compares with the control.`,
    unknown: (name: string, evidence: string, threshold: string) => `Which is the best of all is not settled: ${name} leads, the evidence is ${evidence} of ${threshold}.`,
    note: 'Only visitors not yet assigned are moved. Whoever has a variant keeps it.',
  },
  chart: {
    title: 'How did the shares move?', since: 'Since', period: 'Period', note: 'Shares of new visitors. Each step opens a period; variants are compared within each.',
    figure: (title: string, names: string) => `${title} ${names}`,
  },
} as const;
