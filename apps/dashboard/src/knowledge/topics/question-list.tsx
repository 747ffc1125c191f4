import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { TopicQuestion } from '#contracts';
import { instant, middle } from '../../format.ts';
import { useSession } from '../../session.tsx';
import { words } from './strings.ts';
import css from './topics.module.css';

const SPOKEN = 60;

interface LineProps {
  question: TopicQuestion;
  /** The question itself, perhaps with a box to tick. */
  children: ReactNode;
}

/** A question, why it counts as unanswered, and the way to its conversation. */
export function QuestionLine({ question, children }: LineProps): ReactNode {
  const { timeZone } = useSession().workspace;
  const { text, reason, askedAt, alike, labelled, conversationId } = question;
  const notes = [words.reasons[reason], instant(askedAt, timeZone), alike && words.alike, labelled && words.labelled[labelled]].filter(Boolean);
  return (
    <li>
      <div className={css.question}>{children}<small>{notes.join(' · ')}</small></div>
      <Link to={`/conversations/${conversationId}`} aria-label={words.openConversation(middle(text, SPOKEN))}>{words.seen}</Link>
    </li>
  );
}

/** The questions of a topic, to read. */
export const QuestionList = ({ questions }: { questions: readonly TopicQuestion[] }): ReactNode => (
  <ul className={css.choices} tabIndex={0} aria-label={words.questions}>
    {questions.map((question) => <QuestionLine key={question.id} question={question}><span dir="auto">{question.text}</span></QuestionLine>)}
  </ul>
);
