import { Button, Group, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ConversationSummary, QueueItem } from '#contracts';
import { VariantChip } from '../conversations/variant-chip.tsx';
import { middle } from '../format.ts';
import { useMay } from '../session.tsx';
import css from './inbox.module.css';
import { reasonOf } from './queue-entry.tsx';
import { words } from './strings.ts';
import type { Acts } from './use-acts.ts';

interface Props {
  conversation: ConversationSummary;
  item: QueueItem | undefined;
  isMine: boolean;
  acts: Acts;
}

const LONGEST = 120;

/** Whose conversation it is, why a person was asked for, and what can be done about it. */
export function ConversationHead({ conversation, item, isMine, acts }: Props): ReactNode {
  const facts: [string, ReactNode][] = [[words.site, conversation.siteName]];
  facts.push([words.variant, <VariantChip key="variant" name={conversation.variantName} kind={conversation.backendKind} />]);
  if (item?.reason) facts.push([words.reason, reasonOf(item.reason)]);
  if (item?.email) facts.push([words.email, <a key="email" href={`mailto:${encodeURIComponent(item.email)}`}>{item.email}</a>]);
  return (
    <header className={css.head}>
      <Link className={css.back} to="/inbox"><IconArrowLeft size={16} aria-hidden /> {words.back}</Link>
      <div className={css.headline}>
        <h2 className={css.title} dir="auto" title={conversation.opening}>{middle(conversation.opening, LONGEST) || words.noWords}</h2>
        <Deeds item={item} isMine={isMine} acts={acts} />
      </div>
      <dl className={css.about}>
        {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        <div><dt className="visually-hidden">{words.record}</dt><dd><Link to={`/conversations/${conversation.id}`}>{words.record}</Link></dd></div>
      </dl>
    </header>
  );
}

function Deeds({ item, isMine, acts }: Pick<Props, 'item' | 'isMine' | 'acts'>): ReactNode {
  const mayReply = useMay('conversations:reply');
  if (!mayReply || !item || (item.state === 'with_agent' && !isMine)) return null;
  return (
    <Group gap="xs" wrap="nowrap">
      {isMine && <Button variant="default" size="compact-md" onClick={() => acts.ask('giveBack')}>{words.giveBack}</Button>}
      <Button variant="default" size="compact-md" onClick={() => acts.ask('close')}>{words.close}</Button>
      {!isMine && <Tooltip label={words.claimHint}><Button size="compact-md" loading={acts.claiming} onClick={acts.claim}>{words.claim}</Button></Tooltip>}
    </Group>
  );
}
