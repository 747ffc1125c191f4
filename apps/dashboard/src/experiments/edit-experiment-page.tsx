import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Experiment } from '#contracts';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useSession } from '../session.tsx';
import { useChangeExperiment, useResults } from './data.ts';
import { changesOf, draftOf } from './draft.ts';
import { ExperimentForm } from './experiment-form.tsx';
import { openedDraft } from './planned-draft.ts';
import { ReasonField } from './reason-field.tsx';
import { words } from './strings.ts';

const text = words.edit;

export function EditExperimentPage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useResults(id);
  const name = reading.data?.experiment.name ?? words.title;
  return (
    <PageFrame title={text.title} above={{ label: name, to: `/experiments/${id}` }}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={240} /><CardSkeleton height={240} /></>}>
        {({ experiment }) => <EditForm key={`${id} ${experiment.state}`} experiment={experiment} />}
      </Loaded>
    </PageFrame>
  );
}

/** Starts from the experiment as it was when the form was opened, so that a later reading does not overwrite what is typed. */
function EditForm({ experiment }: { experiment: Experiment }): ReactNode {
  const [before] = useState(experiment);
  const [address] = useSearchParams();
  const { workspace } = useSession();
  const [draft, setDraft] = useState(() => openedDraft(draftOf(experiment), { address, owner: workspace.id, of: experiment.id, nameOf: words.form.nameOf }));
  const [reason, setReason] = useState('');
  const change = useChangeExperiment();
  const go = useNavigate();
  const { id, state } = before;
  const submit = () => {
    const changes = changesOf(before, draft);
    const back = () => void go(`/experiments/${id}`);
    if (Object.keys(changes).length === 0) return back();
    change.mutate({ id, ...changes, reason }, {
      onSuccess: () => {
        notifications.show({ message: text.saved });
        back();
      },
    });
  };
  return (
    <ExperimentForm
      draft={draft} onChange={setDraft} stage={state} verb={text.save} hint={text.hints[state]} busy={change.isPending} error={change.error} onSubmit={submit}
      leave={<Button component={Link} to={`/experiments/${id}`} variant="default">{text.cancel}</Button>}
    >
      <ReasonField state={state} value={reason} onChange={setReason} />
    </ExperimentForm>
  );
}
