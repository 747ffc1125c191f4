import { useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { PageFrame } from '../parts/page-frame.tsx';
import { useSession } from '../session.tsx';
import { useCreateExperiment, useSites } from './data.ts';
import { emptyDraft, requestOf } from './draft.ts';
import { ExperimentForm } from './experiment-form.tsx';
import { openedDraft } from './planned-draft.ts';
import { words } from './strings.ts';

const text = words.form;

export function NewExperimentPage(): ReactNode {
  const [address] = useSearchParams();
  const { workspace } = useSession();
  const [draft, setDraft] = useState(() => openedDraft(emptyDraft(text.nameOf), { address, owner: workspace.id, of: 'new', nameOf: text.nameOf }));
  const sites = useSites().data?.items ?? [];
  const create = useCreateExperiment();
  const go = useNavigate();
  const filled = { ...draft, siteId: draft.siteId ?? sites[0]?.id ?? null };
  const submit = () => {
    const request = requestOf(filled);
    if (request) create.mutate(request, { onSuccess: ({ id }) => void go(`/experiments/${id}`) });
  };
  return (
    <PageFrame title={text.title} above={{ label: words.title, to: '/experiments' }}>
      <ExperimentForm draft={filled} onChange={setDraft} stage="new" verb={text.save} hint={text.saveHint} busy={create.isPending} error={create.error} onSubmit={submit} />
    </PageFrame>
  );
}
