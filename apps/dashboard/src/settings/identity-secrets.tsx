import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Site, SiteSecret } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { ago, instant, middle } from '../format.ts';
import { Confirm } from '../parts/confirm.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Section } from '../parts/page-frame.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { partWords } from '../strings.ts';
import { useDeleteSiteSecret, useSiteSecrets } from './data.ts';
import { NewSiteSecret } from './new-site-secret.tsx';
import { identityExample, identitySnippet } from './snippet.ts';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.identity;
/** Of an id that is there to be copied rather than read. */
const LONGEST = 14;

/** How a site tells who its visitors are, for those who may know its secrets. */
export function IdentitySecrets({ site }: { site: Site }): ReactNode {
  const may = useMay('sites:write');
  return (
    <Section title={text.title}>
      <p className={css.note}>{text.hint}</p>
      {may ? <Secrets site={site} /> : <p className={css.note}>{text.forbidden}</p>}
    </Section>
  );
}

function Secrets({ site }: { site: Site }): ReactNode {
  const reading = useSiteSecrets(site.id);
  const newest = reading.data?.items[0]?.id ?? text.kidPlace;
  return (
    <>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={2} />}>
        {({ items }) => (items.length === 0 ? <p className={css.note}>{text.none}</p> : <SecretsTable site={site} items={items} />)}
      </Loaded>
      {/* Outside of what is loaded: the text of the first secret must outlive the empty list. */}
      <div className={css.below}><NewSiteSecret siteId={site.id} full={(reading.data?.items.length ?? 0) > 1} /></div>
      <p className={css.below}>{text.serverHint}</p>
      <Example code={identityExample(site.publicKey, newest)} />
      <p className={css.below}>{text.pageHint}</p>
      <Example code={identitySnippet} />
    </>
  );
}

const Example = ({ code }: { code: string }): ReactNode => (
  <div className={css.snippet}><code>{code}</code><CopyButton text={code} label={text.copyExample} /></div>
);

function SecretsTable({ site, items }: { site: Site; items: readonly SiteSecret[] }): ReactNode {
  const { workspace } = useSession();
  const [leaving, setLeaving] = useState<SiteSecret | null>(null);
  const end = useDeleteSiteSecret();
  const close = () => {
    setLeaving(null);
    end.reset();
  };
  const now = new Date();
  return (
    <>
      <DataTable
        framed caption={text.title} rows={items} keyOf={({ id }) => id}
        columns={[
          { head: text.kid, cell: ({ id }) => <span className={css.kid}><code title={id}>{middle(id, LONGEST)}</code><CopyButton text={id} label={text.copyKid} /></span> },
          { head: text.ending, cell: ({ lastFour }) => <code>…{lastFour}</code> },
          { head: text.created, cell: ({ createdAt }) => instant(createdAt, workspace.timeZone) },
          { head: text.lastUsed, cell: ({ lastUsedAt }) => (lastUsedAt ? ago(lastUsedAt, now) : <span className={css.soft}>{text.never}</span>) },
          { head: <span className="visually-hidden">{partWords.actions}</span>, cell: (secret) => <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setLeaving(secret)} aria-label={text.endOf(secret.lastFour)}>{text.end}</Button> },
        ]}
      />
      {leaving && (
        <Confirm
          opened danger onClose={close} verb={text.endVerb} consequence={text.endConsequence} typed={leaving.lastFour} busy={end.isPending} error={end.error}
          onConfirm={() => end.mutate({ id: site.id, secretId: leaving.id }, { onSuccess: close })}
        />
      )}
    </>
  );
}
