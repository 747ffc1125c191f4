import type { ReactNode } from 'react';
import { Failure } from '../../parts/failure.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useMay } from '../../session.tsx';
import { useTopic } from './data.ts';
import { IntentOfTopic } from './intent-of-topic.tsx';
import { QuestionList } from './question-list.tsx';
import { TopicFacts } from './topic-facts.tsx';
import { words } from './strings.ts';
import knowledge from '../knowledge.module.css';

interface Props {
  id: string;
  /** While the topic is being read. */
  title: string;
  onClose: () => void;
}

/** The questions of a topic, and the intent that they may become. */
export function TopicDrawer({ id, title, onClose }: Props): ReactNode {
  const reading = useTopic(id);
  const may = useMay('content:write');
  const topic = reading.data?.id === id ? reading.data : undefined;
  const making = may && topic !== undefined && topic.state !== 'intent';
  return (
    <SideDrawer title={topic ? (making ? words.drawer(topic.name) : topic.name) : title} onClose={onClose}>
      {!topic && reading.error?.code === 'not_found' && <p className={knowledge.note}>{words.unknown}</p>}
      {!topic && reading.error && reading.error.code !== 'not_found' && <Failure error={reading.error} again={() => void reading.refetch()} />}
      {!topic && !reading.error && <RowsSkeleton rows={8} />}
      {topic && making && <IntentOfTopic topic={topic} onDone={onClose} />}
      {topic && !making && <div className={knowledge.form}><TopicFacts topic={topic} /><QuestionList questions={topic.all} /></div>}
    </SideDrawer>
  );
}
