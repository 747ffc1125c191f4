import type { PlannedMeasure } from '#contracts';
import type { AssumptionKey } from './assumptions.ts';

export const words = {
  title: 'How many visitors do I need?', open: 'Plan an experiment', back: 'Back to the draft',
  compact: {
    title: 'How many visitors do I need?', hint: 'From your own traffic to the visitors and days that a difference needs.', open: 'Plan it from your own traffic',
    planned: 'Planned sample', plannedHint: 'Visitors with a rating, all variants together. The verdict waits for this many.',
  },
  filters: { site: 'Site', traffic: 'Traffic', weeks: 'Weeks looked at', lastWeeks: (weeks: number) => (weeks === 1 ? 'Last week' : `Last ${weeks} weeks`) },
  noSite: { title: 'No site yet', text: 'A plan begins with the visitors of a site. Create one and embed the chat; its numbers appear here.', go: 'Create a site' },
  question: {
    title: 'What you want to know', measure: 'Measure that decides', variants: 'Variants', variantsHint: 'The control included.', power: 'Chance of seeing it', powerHint: 'If the difference is really there.', alphaHint: 'If there is none.',
    share: 'Visitors who take part', shareHint: 'Of the site: its slice times the share that takes part.', difference: 'Smallest difference worth knowing',
    differenceHint: {
      csat: 'A rise, in rating points.', csat_top: 'A rise, in points.', thumbs: 'A rise, in points.', resolved: 'A rise, in points.', hand_over: 'A fall, in points.', failure: 'A fall, in points.', cost: 'A fall, in cents a conversation.',
      cost_resolved: 'A fall, in cents a resolved conversation.', first_token_p50: 'A fall, in seconds.', first_token_p95: 'A fall, in seconds.', total_p50: 'A fall, in seconds.', total_p95: 'A fall, in seconds.',
    } satisfies Record<PlannedMeasure, string>,
  },
  measures: {
    csat: 'Mean rating, 1 to 5', csat_top: 'Rated 4 or 5', thumbs: 'Thumbs up', resolved: 'Resolved alone', hand_over: 'Handed over', failure: 'Failed answers', cost: 'Cost of a conversation', cost_resolved: 'Cost of a resolved conversation',
    first_token_p50: 'First words, p50', first_token_p95: 'First words, p95', total_p50: 'Whole answer, p50', total_p95: 'Whole answer, p95',
  } satisfies Record<PlannedMeasure, string>,
  known: {
    title: 'What is known of your traffic',
    none: 'No conversation in these weeks',
    noneText: 'What stands below is a suggestion for a beginning site. Type what you expect; once visitors have come, their numbers take its place.',
    rests: (visitors: string, conversations: string, days: string) => `${visitors} visitors with ${conversations} conversations in ${days}. Type over any value to see what would be.`,
    days: (days: string) => (days === '1' ? '1 day' : `${days} days`),
    measured: 'measured', typed: 'typed', suggested: 'suggested', useMeasured: (value: string) => `Use ${value}, as measured`, useSuggested: (value: string) => `Use ${value}, as suggested`,
    of: {
      ratings: (count: string) => `${count} ratings`, thumbs: (count: string) => `${count} thumbs`, conversations: (count: string) => `${count} conversations`, answers: (count: string) => `${count} answers`,
      asked: (count: string) => `${count} asked`, returned: (count: string) => `${count} visitors who came again`,
    },
    tooFew: (have: string, need: string) => `too few yet (${have} of ${need})`, noSpread: 'all alike so far', censored: 'too many answers never came',
  },
  fields: {
    baseline: 'Today', spread: 'Standard deviation of one', visitorsADay: 'Visitors a day', returnRate: 'Of a day’s visitors came before', conversationsPerVisitor: 'Conversations of a visitor',
    answersPerConversation: 'Answers in a conversation', thumbsPerConversation: 'Thumbs in a conversation', askedShare: 'Conversations asked for a rating', responseRate: 'Rated when asked', resemblance: 'Likeness within a visitor, 0 to 1',
  } satisfies Record<AssumptionKey, string>,
  meanings: {
    baseline: 'The measure as it is now; a difference is told from here.',
    spread: 'How far single observations lie from their mean. The square of it is the variance.',
    visitorsADay: 'Visitors with a conversation on a day, counted anew each day.',
    returnRate: 'They were counted on an earlier day; they keep their variant and add no new visitor.',
    conversationsPerVisitor: 'In the weeks looked at.',
    answersPerConversation: 'Failed ones included.',
    thumbsPerConversation: 'Up or down, on single answers.',
    askedShare: 'The card for a rating was drawn.',
    responseRate: 'Few ratings of many asked need more visitors.',
    resemblance: 'Correlation of two observations of one visitor (ICC). At 0 each conversation tells something new, at 1 a second one tells nothing.',
  } satisfies Record<AssumptionKey, string>,
  answer: {
    title: 'What it takes', looks: 'When it is decided', any: 'At any look', end: 'At any look, and once at the planned end', once: 'One look alone',
    anyNote: (error: string) => `You may look whenever you like and stop as soon as a difference shows; the chance of a false finding stays at ${error}.`,
    endNote: (error: string) => `You may look whenever you like; on the way only very strong evidence decides, and one test does when the planned visitors have come. The chance of a false finding stays at ${error}.`,
    price: (any: string, end: string) => `One look alone, with no other before it, would be cheapest, but nobody keeps from looking: deciding at any look takes ${any} times its visitors, and with one test at the planned end ${end} times. A difference larger than planned shows much earlier at any look.`,
    week: 'Let it run for a full week all the same: visitors of a Sunday are not those of a Monday.',
    tooMany: 'That is more than an experiment can be planned on.',
    waits: (units: string) => `The verdict waits for ${units} visitors with a value to compare.`, use: 'Use this plan', useBack: 'Use this plan in the draft', nobody: 'Without visitors a day, no days can be told.',
    independent: 'if no visitor came twice',
    rows: {
      ratings: 'Ratings', thumbs: 'Thumbs', conversations: 'Conversations', answers: 'Answers', alike: (factor: string) => `with the likeness within visitors (× ${factor})`, asked: 'Conversations asked for a rating',
      conversationsNeeded: 'Conversations', visitors: 'Visitors', units: 'Of these with a value to compare, all variants', total: 'Visitors, all variants', days: 'Days',
    },
    noDays: 'not known', overAYear: 'more than a year',
  },
  steps: { title: 'How this comes about', each: 'For each variant, unless it says otherwise' },
  curve: {
    title: 'Which difference shows after how many days?', days: 'Days', any: 'At any look', end: 'Also once at the planned end', once: 'One look alone', wished: 'The difference that you want to know',
    visitors: 'Visitors', tooFew: 'too few visitors', note: (unit: string, power: string) => `The smallest difference, ${unit}, that shows with a chance of ${power}. Differences far larger than these are in the table only.`,
    units: { points: 'in points', rating: 'in rating points', cents: 'in cents a conversation', seconds: 'in seconds' },
    none: 'The curve appears once there are visitors a day.',
  },
} as const;
