import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { BackendVersion, Intent, NamedVersion } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { Swatch } from '../../charts/mark.tsx';
import { useIntents } from '../../knowledge/data.ts';
import { Section } from '../../parts/page-frame.tsx';
import { looksOf } from '../../variant-look.ts';
import { words } from './strings.ts';
import css from '../backends.module.css';
import policyCss from './policy.module.css';

/** As a reader knows a topic; one whose intent was deleted is never met any more. */
function topicName(topic: string, intents: readonly Pick<Intent, 'key' | 'label'>[] | undefined): string {
  if (topic === 'oos') return words.oos;
  const found = intents?.find(({ key }) => key === topic);
  return found?.label ?? (intents ? words.gone(topic) : topic);
}

/** Who answers what, of a version that routes; nothing of any other. */
export function PolicyView({ version: { policy, answeredBy }, title = words.title }: { version: BackendVersion; title?: string }): ReactNode {
  const intents = useIntents().data?.items;
  if (!policy) return null;
  const rows = [...policy.topics.map(({ topic, backendVersionId }) => ({ key: topic, name: topicName(topic, intents), id: backendVersionId })), { key: '', name: words.otherwise, id: policy.otherwise }];
  return (
    <Section title={title}>
      <p className={css.note}>{words.hint}</p>
      <DataTable
        caption={title} rows={rows} keyOf={({ key }) => key}
        columns={[
          { head: words.topic, cell: ({ name }) => <span className={policyCss.topic}>{name}</span> },
          { head: words.answeredBy, cell: ({ id }) => <Answering version={answeredBy.find((one) => one.id === id)} /> },
        ]}
      />
    </Section>
  );
}

function Answering({ version }: { version: NamedVersion | undefined }): ReactNode {
  if (!version) return '…';
  const { backendId, backendName, kind, number } = version;
  const [look] = looksOf([{ backendKind: kind, isControl: false }]);
  const name = words.version(backendName, number);
  return <Link className={`${css.link} ${policyCss.answering}`} to={`/backends/${backendId}/versions/${number}`}>{look && <Swatch look={look} />} <span>{name}</span></Link>;
}
