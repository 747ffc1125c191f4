import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { exportEvaluationCases, requestOf, type EvaluationSet } from '#contracts';
import { count, instant, middle } from '../../format.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { DeleteNamed } from '../../parts/delete-named.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { CaseTable } from './case-table.tsx';
import { useCopySet, useDeleteSet, useFreezeSet, useSet } from './data.ts';
import { EvaluationTable } from './evaluation-table.tsx';
import { FillPanel } from './fill-panel.tsx';
import { SetDrawer } from './set-drawer.tsx';
import { words } from './strings.ts';
import css from './evaluations.module.css';

const text = words.set;
const ENOUGH = 100;

export function SetPage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useSet(id);
  const actions = reading.data && <Acts set={reading.data} />;
  return (
    <PageFrame title={middle(reading.data?.name ?? '', 80) || words.sets.title} above={{ label: words.title, to: '/backends/evaluations' }} actions={actions}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={72} /><CardSkeleton height={360} /></>}>{(set) => <Content set={set} />}</Loaded>
    </PageFrame>
  );
}

function Content({ set }: { set: EvaluationSet }): ReactNode {
  const { timeZone } = useSession().workspace;
  const may = useMay('content:write');
  const { cases, byKind, frozenAt, sha256, note } = set;
  return (
    <>
      <p className={css.hero}>{text.hero(count(cases), byKind.map((one) => `${words.kinds[one.kind].toLowerCase()} ${count(one.cases)}`).join(', '))}</p>
      {note && <p className={backends.note} dir="auto">{note}</p>}
      {cases < ENOUGH && <p className={`${backends.look} ${css.gap}`}>{text.few}</p>}
      {frozenAt && <p className={backends.note}><strong>{text.frozenTitle}.</strong> {text.frozen(instant(frozenAt, timeZone))} {text.sha}: <code title={sha256 ?? ''}>{middle(sha256 ?? '', 20)}</code></p>}
      {!frozenAt && may && <FillPanel set={set} />}
      {frozenAt && <Section title={text.judged.caption}><EvaluationTable setId={set.id} words={text.judged} /></Section>}
      <CaseTable set={set} mayWrite={may && !frozenAt} />
    </>
  );
}

function Acts({ set }: { set: EvaluationSet }): ReactNode {
  const [may, mayEvaluate, mayExport] = [useMay('content:write'), useMay('models:write'), useMay('export:read')];
  const removal = useDeleteSet();
  return (
    <>
      {mayExport && set.cases > 0 && <Button component="a" variant="default" href={requestOf(exportEvaluationCases, { id: set.id }).path} download>{text.export}</Button>}
      {may && <DeleteNamed thing={set} words={text} removal={removal} next="/backends/evaluations" />}
      {may && <Edit set={set} />}
      {may && <Copy set={set} />}
      {may && !set.frozenAt && set.cases > 0 && <Freeze set={set} />}
      {mayEvaluate && set.frozenAt && <Button component={Link} to={`/backends/evaluations/new?set=${set.id}`}>{text.evaluate}</Button>}
    </>
  );
}

function Edit({ set }: { set: EvaluationSet }): ReactNode {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setEditing(true)}>{text.edit}</Button>
      {editing && <SetDrawer set={set} onClose={() => setEditing(false)} />}
    </>
  );
}

function Freeze({ set: { id, cases } }: { set: EvaluationSet }): ReactNode {
  const [asking, setAsking] = useState(false);
  const freeze = useFreezeSet();
  const done = () => {
    setAsking(false);
    notifications.show({ message: text.frozenNow });
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.freeze}</Button>
      <Confirm opened={asking} onClose={() => setAsking(false)} verb={text.freeze} consequence={text.freezing(count(cases))} busy={freeze.isPending} error={freeze.error} onConfirm={() => freeze.mutate({ id }, { onSuccess: done })} />
    </>
  );
}

function Copy({ set: { id, name } }: { set: EvaluationSet }): ReactNode {
  const [asking, setAsking] = useState(false);
  const [copyName, setCopyName] = useState('');
  const copy = useCopySet();
  const go = useNavigate();
  const ask = () => {
    setCopyName(text.copyOf(name).slice(0, 120));
    setAsking(true);
  };
  const confirm = () => copy.mutate({ id, name: copyName }, { onSuccess: (made) => {
    setAsking(false);
    void go(`/backends/evaluations/sets/${made.id}`);
  } });
  return (
    <>
      <Button variant="default" onClick={ask}>{text.copy}</Button>
      <Confirm opened={asking} onClose={() => setAsking(false)} verb={text.copy} consequence={text.copying} busy={copy.isPending} error={copy.error} onConfirm={confirm}>
        <TextInput label={text.copyName} required maxLength={120} value={copyName} onChange={(event) => setCopyName(event.currentTarget.value)} />
      </Confirm>
    </>
  );
}
