import type { ReactNode } from 'react';
import type { Topic } from '#contracts';
import { count } from '../../format.ts';
import { words } from './strings.ts';
import css from './topics.module.css';

const signed = (difference: number): string => (difference > 0 ? `+${count(difference)}` : difference < 0 ? `−${count(-difference)}` : '±0');

/** How often a topic is asked, how that changes, and how its visitors felt. */
export function TopicFacts({ topic }: { topic: Topic }): ReactNode {
  const { questions, conversations, thisWeek, lastWeek, satisfaction, reasons } = topic;
  const { meanRating, ratings, thumbsUp, thumbsDown } = satisfaction;
  return (
    <dl className={css.facts}>
      <div><dt>{words.questions}</dt><dd>{count(questions)}<small>{words.conversations(count(conversations))}</small></dd></div>
      <div><dt>{words.trend}</dt><dd>{count(thisWeek)}<small>{words.weekBefore(signed(thisWeek - lastWeek), count(lastWeek))}</small></dd></div>
      <div>
        <dt>{words.satisfaction}</dt>
        <dd>
          {meanRating === null ? words.noRating : words.rating(meanRating.toFixed(1))}
          <small>{meanRating !== null && `${words.fromRatings(count(ratings))}, `}{words.thumbs(count(thumbsUp), count(thumbsDown))}</small>
        </dd>
      </div>
      <div className={css.why}><dt className="visually-hidden">{words.why}</dt><dd>{reasons.map(({ reason, questions: number }) => words.because(words.reasons[reason], count(number))).join(' · ')}</dd></div>
    </dl>
  );
}
