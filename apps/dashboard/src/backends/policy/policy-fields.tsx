import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useIntents } from '../../knowledge/data.ts';
import { IntentSelect } from '../../knowledge/intent-select.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { VersionSelect } from '../../parts/version-select.tsx';
import { MOST_ROUTES, repeated, withRoute, withoutRoute, type PolicyDraft, type RouteDraft } from './policy-draft.ts';
import { words } from './strings.ts';
import css from './policy.module.css';

interface Props {
  draft: PolicyDraft;
  onChange: (draft: PolicyDraft) => void;
}

/** Which version answers which topic, and which one everything else. */
export function PolicyFields({ draft, onChange }: Props): ReactNode {
  const { routes, otherwise } = draft;
  const none = useIntents().data?.items.length === 0;
  const twice = repeated(draft);
  const set = (row: number, changes: Partial<RouteDraft>) => onChange({ ...draft, routes: routes.map((one) => (one.row === row ? { ...one, ...changes } : one)) });
  return (
    <Section title={words.title}>
      <p className={css.note}>{words.hint}</p>
      {none && <p className={css.note}>{words.none} <Link to="/knowledge">{words.toIntents}</Link>.</p>}
      {routes.map(({ row, topic, backendVersionId }, at) => (
        <div key={row} className={css.route} role="group" aria-label={words.route(at + 1)}>
          <div><IntentSelect label={words.topic} required value={topic} error={twice.has(row) ? words.twice : undefined} onChange={(key) => set(row, { topic: key })} /></div>
          <div><VersionSelect label={words.answeredBy} placeholder={words.choose} routable value={backendVersionId} onChange={(id) => set(row, { backendVersionId: id })} /></div>
          <ActionIcon aria-label={words.remove(at + 1)} disabled={routes.length < 2} onClick={() => onChange(withoutRoute(draft, row))}><IconTrash size={18} /></ActionIcon>
        </div>
      ))}
      <div className={css.below}>
        <Button variant="default" disabled={routes.length >= MOST_ROUTES} onClick={() => onChange(withRoute(draft))}>{words.add}</Button>
        {routes.length >= MOST_ROUTES && <span className={css.soft}>{words.most(MOST_ROUTES)}</span>}
      </div>
      <VersionSelect label={words.otherwise} description={words.otherwiseHint} placeholder={words.choose} routable value={otherwise} onChange={(id) => onChange({ ...draft, otherwise: id })} />
    </Section>
  );
}
