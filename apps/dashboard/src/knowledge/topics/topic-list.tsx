import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Topic } from '#contracts';
import { NotSaved } from '../../parts/failure.tsx';
import { offerUndo } from '../../parts/offer-undo.tsx';
import { useMay } from '../../session.tsx';
import { useDismissTopic, useRestoreTopic } from './data.ts';
import { TopicFacts } from './topic-facts.tsx';
import { words } from './strings.ts';
import css from './topics.module.css';

/** Each topic with its words, its numbers, and what can be done about it. */
export const TopicList = ({ topics, open }: { topics: readonly Topic[]; open: (id: string) => void }): ReactNode => (
  <ul className={css.list} aria-label={words.list}>
    {topics.map((topic) => (
      <li key={topic.id} className={css.topic}>
        <div>
          <h2 className={css.name}>{topic.name}</h2>
          <ul className={css.quotes}>{[topic.headline, ...topic.examples].map((question, at) => <li key={at} dir="auto" title={question}>{question}</li>)}</ul>
        </div>
        <TopicFacts topic={topic} />
        <TopicActs topic={topic} open={open} />
      </li>
    ))}
  </ul>
);

function TopicActs({ topic, open }: { topic: Topic; open: (id: string) => void }): ReactNode {
  const { id, name, state, intent } = topic;
  const may = useMay('content:write');
  const dismiss = useDismissTopic();
  const restore = useRestoreTopic();
  const put = () => dismiss.mutate({ id }, { onSuccess: () => offerUndo(words.dismissed(name), () => restore.mutateAsync({ id })) });
  const take = () => restore.mutate({ id }, { onSuccess: () => notifications.show({ message: words.restored }) });
  const making = may && state !== 'intent';
  return (
    <div className={css.acts}>
      <Button size="compact-md" variant={making ? 'filled' : 'default'} aria-label={`${making ? words.makeIntent : words.look}: ${name}`} onClick={() => open(id)}>{making ? words.makeIntent : words.look}</Button>
      {may && state === 'open' && <Button size="compact-md" variant="default" aria-label={`${words.dismiss}: ${name}`} loading={dismiss.isPending} onClick={put}>{words.dismiss}</Button>}
      {may && state === 'dismissed' && <Button size="compact-md" variant="default" aria-label={`${words.restore}: ${name}`} loading={restore.isPending} onClick={take}>{words.restore}</Button>}
      {intent && <Link to={`/knowledge/intents/${intent.id}`}>{words.became}: {intent.label}</Link>}
      <NotSaved error={dismiss.error ?? restore.error} />
    </div>
  );
}
