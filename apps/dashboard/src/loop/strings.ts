import type { LoopCountName, LoopStageName, LoopWaiting } from '#contracts';
import { count } from '../format.ts';

const plural = (value: number, one: string, many: string): string => `${count(value)} ${value === 1 ? one : many}`;

export const words = {
  title: 'Learning loop',
  intro: 'How what visitors and agents say becomes better answers: each stage with what happened, and with what waits for somebody.',
  period: 'Period',
  periods: [7, 30, 90].map((days) => ({ value: String(days), label: `${days} days` })),
  before: (value: number) => `${count(value)} before`,
  nothingWaits: 'Nothing waits',
  path: 'The stages of the loop',
  headline: 'From a thumbs-down to the improved answer',
  median: (time: string, done: number, of: number) => `${time} (median; ${count(done)} of ${plural(of, 'disliked answer', 'disliked answers')} improved so far)`,
  noMedian: (done: number, of: number) => `Not known yet: ${count(done)} of ${plural(of, 'disliked answer is', 'disliked answers are')} improved; a median needs about half.`,
  noDislikes: 'No visitor disliked an answer in this period.',
  emptyTitle: 'The loop begins with a thumb',
  emptyText: 'When visitors rate answers, their way appears here: a better answer by an agent or an approved one, a version that learnt it, the gate, an experiment, and the first better answer to a visitor.',
  emptyLink: 'Open the inbox',
  journeys: 'Disliked answers on their way',
  journeysHint: (shown: number, of: number) => (shown < of ? `The newest ${count(shown)} of ${count(of)}; times count from the thumb.` : 'Times count from the thumb.'),
  unknownTopic: 'Topic not known',
  notYet: 'not yet',
  atOnce: 'at once',
  columns: { topic: 'Topic', disliked: 'Disliked', better: 'Better answer', learnt: 'Learnt', version: 'Version', gate: 'Gate', improved: 'In production' },
  explain: 'How this is worked out',
  explained: [
    'Followed are answers in live conversations of the period that are disliked now, at most the newest 2,000. Thumbs given before this release count from the end of the answer.',
    'A better answer is the first of: an agent\'s later answer in the same conversation, a labelled question of the same topic, or a change of the topic\'s approved answer; where none of these is, the edited version itself, once it is in production.',
    'The topic is what people have labelled the very question as, otherwise what the bot recognised.',
    'It is learnt when a training that began after the approval ends well, or a data set or an optimizer run that holds this very answer or, as agents\' answers stand in data sets, another one to its question. Versions with a prompt pack use what is approved at once, and trained versions of the built-in engine a changed approved answer.',
    'In production is the first answer to a real visitor on the same topic by a version that learnt it. Language models name no topic: of them it is the first answer to another visitor who asks the same or nearly the same (85 % of its runs of three words), by a version saved after the thumb, in other words than the disliked ones, and not disliked itself.',
    'The median is by Kaplan and Meier (1958): answers that are not improved yet count for as long as they have been waiting. Leaving them out would make the loop look faster than it is.',
    'Passing the gate is shown, and no condition: a version may go live without being asked. One that the gate refused starts in no experiment and becomes no default unless somebody says why, which is written down.',
  ],
} as const;

export const stageWords: Record<LoopStageName, { title: string; to: string; link: string }> = {
  feedback: { title: 'Feedback', to: '/conversations', link: 'Conversations' },
  examples: { title: 'Examples', to: '/knowledge', link: 'Knowledge' },
  versions: { title: 'Versions', to: '/backends', link: 'Backends' },
  gate: { title: 'Gate', to: '/backends/evaluations', link: 'Evaluations' },
  experiments: { title: 'Experiments', to: '/experiments', link: 'Experiments' },
  verdicts: { title: 'Verdicts', to: '/experiments', link: 'Results' },
};

export const countWords: Record<LoopCountName, string> = {
  thumbs_up: 'Thumbs up', thumbs_down: 'Thumbs down', ratings: 'Ratings', labelled: 'Labelled questions', approved: 'Approved answers', data_sets: 'Data sets', trainings: 'Trainings', fine_tunes: 'Fine-tunes',
  optimizations: 'Optimizations', versions: 'Versions saved', passed: 'Passed', refused: 'Refused', started: 'Started', promoted: 'Candidates promoted', stopped: 'Stopped',
};

export const waitingWords: Record<LoopWaiting, (value: number) => string> = {
  better: (value) => `${plural(value, 'disliked answer has', 'disliked answers have')} no better one`,
  learning: (value) => `${plural(value, 'better answer is', 'better answers are')} not learnt`,
  choosing: (value) => `${plural(value, 'evaluation waits', 'evaluations wait')} for choices`,
  promotion: (value) => `${plural(value, 'candidate passed and meets', 'candidates passed and meet')} nobody`,
  verdict: (value) => `${plural(value, 'experiment is', 'experiments are')} under way`,
};

const units = [['day', 86_400_000], ['h', 3_600_000], ['min', 60_000]] as const;

/** `2 days 4 h`, `35 min`, `under a minute`. */
export function span(ms: number): string {
  const at = units.findIndex(([, size]) => ms >= size);
  if (at < 0) return 'under a minute';
  const [[unit, size], next] = [units[at]!, units[at + 1]];
  const whole = Math.floor(ms / size);
  const first = unit === 'day' ? plural(whole, 'day', 'days') : `${whole} ${unit}`;
  const rest = next ? Math.floor((ms % size) / next[1]) : 0;
  return rest > 0 && next ? `${first} ${rest} ${next[0]}` : first;
}
