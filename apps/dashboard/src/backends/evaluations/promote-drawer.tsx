import { Alert, Button, NumberInput, Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { listEvaluations, listExperiments, promoteEvaluation, readEvaluation, type Evaluation } from '#contracts';
import { useChange } from '../../api.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import backends from '../backends.module.css';
import { useSites } from '../data.ts';
import { promoteWords as text } from './promote-strings.ts';

const USUAL_PERCENT = 5;
const PER_PERCENT = 100;

/** Sends a candidate that passed the gate to a small share of a site's visitors, in an experiment of its own. */
export function PromoteDrawer({ evaluation: { id, candidate, baseline }, onClose }: { evaluation: Evaluation; onClose: () => void }): ReactNode {
  const sites = useSites().data?.items ?? [];
  const [chosen, setSite] = useState<string | null>(null);
  const [percent, setPercent] = useState<string | number>(USUAL_PERCENT);
  const [start, setStart] = useState(true);
  const promote = useChange(promoteEvaluation, listEvaluations, readEvaluation, listExperiments);
  const go = useNavigate();
  const served = sites.find(({ defaultBackendVersionId }) => defaultBackendVersionId === baseline.id);
  const siteId = chosen ?? (served ?? sites[0])?.id ?? null;
  const share = typeof percent === 'number' ? Math.round(percent * PER_PERCENT) : 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (siteId === null) return;
    promote.mutate({ id, siteId, share, start }, { onSuccess: ({ experiment, obstacle }) => (obstacle ? undefined : void go(`/experiments/${experiment.id}`)) });
  };
  const waits = promote.data?.obstacle;
  return (
    <SideDrawer title={text.title} onClose={onClose}>
      {waits && promote.data
        ? (
          <Stack>
            <Alert color="yellow" title={text.waits} role="status">{waits.sentence} {text.waitsMore}</Alert>
            <div><Button component={Link} to={`/experiments/${promote.data.experiment.id}`}>{text.toDraft}</Button></div>
          </Stack>
        )
        : (
          <form className={backends.form} onSubmit={submit}>
            <Select label={text.site} data={sites.map((site) => ({ value: site.id, label: site.name }))} value={siteId} onChange={setSite} allowDeselect={false} required />
            <NumberInput label={text.share} description={text.shareHint} min={1} max={50} decimalScale={2} suffix=" %" value={percent} onChange={setPercent} required />
            <Radio.Group label={text.when} value={start ? 'now' : 'draft'} onChange={(value) => setStart(value === 'now')}>
              <Stack gap="xs" mt="xs"><Radio value="now" label={text.now} /><Radio value="draft" label={text.draft} /></Stack>
            </Radio.Group>
            <NotSaved error={promote.error} title={text.failed} />
            <p className={backends.note}>{text.happens(text.version(candidate), text.version(baseline))}</p>
            <div><Button type="submit" disabled={siteId === null || share < PER_PERCENT || share > 50 * PER_PERCENT} loading={promote.isPending}>{text.save}</Button></div>
          </form>
        )}
    </SideDrawer>
  );
}
