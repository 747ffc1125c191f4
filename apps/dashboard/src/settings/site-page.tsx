import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { SiteBudgetsForm } from '../budgets/site-budgets.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { useSite } from './data.ts';
import { HoldoutForm } from './holdout-form.tsx';
import { IdentitySecrets } from './identity-secrets.tsx';
import { LimitsForm } from './limits-form.tsx';
import { OriginsEditor } from './origins-editor.tsx';
import { SiteForm } from './site-form.tsx';
import { attributesExample, snippetFor } from './snippet.ts';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.sites;

function Snippet({ publicKey }: { publicKey: string }): ReactNode {
  const snippet = snippetFor(location.origin, publicKey);
  return (
    <Section title={text.snippet}>
      <p className={css.note}>{text.snippetHint}</p>
      <div className={css.snippet}><code>{snippet}</code><CopyButton text={snippet} label={text.copySnippet} /></div>
      <p className={css.below}>{text.attributesHint}</p>
      <div className={css.snippet}><code>{attributesExample}</code><CopyButton text={attributesExample} label={text.copyAttributes} /></div>
    </Section>
  );
}

/** One site: how to embed it, who may, and what it says. */
export function SitePage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useSite(id);
  return (
    <PageFrame title={reading.data?.name ?? text.title} above={{ label: text.title, to: '/settings/sites' }}>
      {reading.error?.code === 'not_found' ? <Empty title={text.notFound} text="" /> : (
        <Loaded reading={reading} skeleton={<><CardSkeleton height={120} /><CardSkeleton height={200} /></>}>
          {(site) => (
            <>
              <Snippet publicKey={site.publicKey} />
              <OriginsEditor site={site} />
              <SiteForm key={site.id} site={site} />
              <IdentitySecrets site={site} />
              <HoldoutForm key={`${site.id} holdout`} site={site} />
              <SiteBudgetsForm key={`${site.id} budgets`} site={site} />
              <LimitsForm key={`${site.id} limits`} site={site} />
            </>
          )}
        </Loaded>
      )}
    </PageFrame>
  );
}
