import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { readConversation } from '#contracts';
import type { ReplyOf } from '#contracts';
import { useRead } from '../api.ts';
import { DataSetsOfConversation } from '../backends/data-sets/of-conversation.tsx';
import { useDeskEvents } from '../desk.tsx';
import { instant, middle } from '../format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useSession } from '../session.tsx';
import { arrivalFacts } from './arrival-facts.ts';
import css from './conversations.module.css';
import { words } from './strings.ts';
import { TranscriptMessage } from './transcript-message.tsx';
import { VariantChip } from './variant-chip.tsx';

type Read = ReplyOf<typeof readConversation>;

export function ConversationPage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useRead(readConversation, { id });
  useDeskEvents((event) => {
    if (event.type === 'chat' && event.event.conversationId === id && event.event.type !== 'delta') void reading.refetch();
  });
  return (
    <PageFrame title={middle(reading.data?.conversation.opening ?? '', 80) || words.one} above={{ label: words.title, to: '/conversations' }}>
      <Loaded reading={reading} skeleton={<CardSkeleton />}>{(data) => <Whole {...data} />}</Loaded>
    </PageFrame>
  );
}

function Whole({ conversation, messages, csatComment, arrival, holdout }: Read): ReactNode {
  const { timeZone } = useSession().workspace;
  const facts: [string, ReactNode][] = [
    [words.columns.variant, <VariantChip key="variant" name={conversation.variantName} kind={conversation.backendKind} />],
    [words.state, words.states[conversation.state]],
    [words.ended, words.resolutions[conversation.resolution]],
    [words.rating, conversation.csat === null ? words.notRated : words.rated(conversation.csat)],
    [words.started, instant(conversation.createdAt, timeZone)],
    [words.traffic, words.traffics[conversation.traffic]],
    [words.site, conversation.siteName],
  ];
  if (holdout) facts.push([words.experiments, words.heldOut]);
  if (arrival) facts.push(...arrivalFacts(arrival));
  if (conversation.agentName) facts.push([words.agent, conversation.agentName]);
  if (csatComment) facts.push([words.comment, csatComment]);
  return (
    <>
      <Section title={words.facts}>
        <dl className={css.about}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      </Section>
      <Section title={words.transcript}>
        <ol className={css.transcript}>{messages.map((message) => <TranscriptMessage key={message.id} message={message} timeZone={timeZone} />)}</ol>
      </Section>
      <DataSetsOfConversation id={conversation.id} />
    </>
  );
}
