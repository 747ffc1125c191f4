import { Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Empty } from '../../parts/empty.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Late } from '../../parts/late.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useSites } from '../data.ts';
import { trafficNames, words as experimentWords } from '../strings.ts';
import { PlanView } from './plan-view.tsx';
import { addressWith, questionOf, type Question } from './question.ts';
import { words } from './strings.ts';
import { draftAddress } from './target.ts';
import { useBaselines } from './use-plan.ts';
import css from './power.module.css';

type Changes = Readonly<Record<string, string | number | null>>;
const weeks = Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: words.filters.lastWeeks(at + 1) }));
const traffics = (['live', 'replay', 'test'] as const).map((value) => ({ value, label: trafficNames[value] }));

/** From a site's own last weeks to the visitors and days that a difference needs. */
export function PlanPage(): ReactNode {
  const [address, setAddress] = useSearchParams();
  const question = questionOf(address);
  const sites = useSites();
  const siteId = sites.data?.items.find(({ id }) => id === question.siteId)?.id ?? sites.data?.items[0]?.id ?? null;
  const change = (changes: Changes) => setAddress((before) => addressWith(before, changes), { replace: true });
  const above = question.from === null ? { label: experimentWords.title, to: '/experiments' } : { label: words.back, to: draftAddress(question.from) };
  return (
    <PageFrame title={words.title} above={above} actions={siteId && <Filters question={question} siteId={siteId} onChange={change} />}>
      <Loaded reading={sites} skeleton={<Waiting />}>
        {() => (siteId
          ? <OfSite question={question} siteId={siteId} onChange={change} />
          : <Empty title={words.noSite.title} text={words.noSite.text}><Button component={Link} to="/settings/sites">{words.noSite.go}</Button></Empty>)}
      </Loaded>
    </PageFrame>
  );
}

interface Props {
  question: Question;
  siteId: string;
  onChange: (changes: Changes) => void;
}

const Waiting = (): ReactNode => <><CardSkeleton height={140} /><CardSkeleton height={240} /><CardSkeleton height={280} /></>;

function Filters({ question, siteId, onChange }: Props): ReactNode {
  const sites = useSites().data?.items ?? [];
  return (
    <div className={css.filters}>
      <Select aria-label={words.filters.site} allowDeselect={false} w={180} data={sites.map(({ id, name }) => ({ value: id, label: name }))} value={siteId} onChange={(value) => onChange({ siteId: value })} />
      <Select aria-label={words.filters.traffic} allowDeselect={false} w={180} data={traffics} value={question.traffic} onChange={(value) => onChange({ traffic: value })} />
      <Select aria-label={words.filters.weeks} allowDeselect={false} w={150} data={weeks} value={String(question.weeks)} onChange={(value) => onChange({ weeks: value })} />
    </div>
  );
}

/** Without what was measured one can still plan by hand. */
function OfSite({ question, siteId, onChange }: Props): ReactNode {
  const reading = useBaselines(siteId, question);
  if (reading.isPending) return <Late><Waiting /></Late>;
  return (
    <>
      {reading.error && <Failure error={reading.error} again={() => void reading.refetch()} />}
      <PlanView question={question} siteId={siteId} baselines={reading.data} onChange={onChange} />
    </>
  );
}
