import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { listRetiringModels } from '#contracts';
import type { RetiringModel } from '#contracts';
import { useRead } from '../api.ts';
import { longDay } from '../format.ts';
import css from './retiring.module.css';
import { words } from './strings.ts';

type Use = RetiringModel['uses'][number];

const UseLine = ({ use: { kind, id, name, backendId, backendName, versionNumber, variants } }: { use: Use }): ReactNode => (
  <li>
    {kind === 'site' ? <Link to={`/settings/sites/${id}`}>{words.site(name)}</Link> : <>{words.variant(variants)} <Link to={`/experiments/${id}`}>{name}</Link></>}
    {' · '}<Link to={`/backends/${backendId}`}>{words.by(backendName, versionNumber)}</Link>
  </li>
);

function OneModel({ model: { modelKey, on, daysLeft, uses } }: { model: RetiringModel }): ReactNode {
  const ended = daysLeft < 0;
  return (
    <section className={css.notice} data-ended={ended} aria-label={`${words.title}: ${modelKey}`}>
      <p className={css.told}>{words.when(modelKey, longDay(on), daysLeft)}</p>
      <p className={css.text}>{words.after(ended)} {words.still}:</p>
      <ul className={css.uses}>{uses.map((use) => <UseLine key={`${use.id} ${use.backendId} ${use.versionNumber}`} use={use} />)}</ul>
    </section>
  );
}

/** Models in live use that end within 30 days or have ended; `concerns` leaves out what the page is not about. Nothing while there are none. */
export function RetiringNotice({ concerns = () => true }: { concerns?: (use: Use) => boolean }): ReactNode {
  const items = useRead(listRetiringModels, {}).data?.items ?? [];
  return items.map((model) => ({ ...model, uses: model.uses.filter(concerns) })).filter(({ uses }) => uses.length > 0)
    .map((model) => <OneModel key={model.modelId} model={model} />);
}
