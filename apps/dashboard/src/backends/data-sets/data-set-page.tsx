import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { DataSet, DataSetManifest } from '#contracts';
import { count, instant, middle } from '../../format.ts';
import { DeleteNamed } from '../../parts/delete-named.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageFrame, Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { FineTunesOfDataSet } from '../fine-tunes/of-data-set.tsx';
import { heroOf, ReasonTable } from './count-panel.tsx';
import { isUnderWay, useDataSet, useDeleteDataSet } from './data.ts';
import { StateMark } from './data-sets.tsx';
import { EstimatePanel } from './estimate-panel.tsx';
import { Examples } from './examples.tsx';
import { FileTable } from './file-table.tsx';
import { PartTable } from './part-table.tsx';
import { words } from './strings.ts';
import css from './data-sets.module.css';

const text = words.page;

export function DataSetPage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useDataSet(id);
  const may = useMay('models:write');
  const removal = useDeleteDataSet();
  const actions = may && reading.data && (
    <>
      {reading.data.state === 'done' && <Button component={Link} to={`/backends/fine-tunes/new?data-set=${id}`}>{text.fineTune}</Button>}
      <DeleteNamed thing={reading.data} words={text} removal={removal} next="/backends/data-sets" />
    </>
  );
  return (
    <PageFrame title={middle(reading.data?.name ?? '', 80) || words.title} above={{ label: words.title, to: '/backends/data-sets' }} actions={actions}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={72} /><CardSkeleton height={240} /><CardSkeleton /></>}>
        {(set) => (set.manifest ? <Built set={set} manifest={set.manifest} /> : <Unbuilt set={set} />)}
      </Loaded>
    </PageFrame>
  );
}

function Unbuilt({ set }: { set: DataSet }): ReactNode {
  const { stage, done, total } = set;
  if (!isUnderWay(set)) return <Failure error={new Error(text.failed)} title={text.failedTitle} kept="" />;
  return (
    <Section title={words.states[set.state]}>
      <div role="status">
        <p className={backends.stage}><span>{words.stages[stage]}</span>{total > 0 && <span className={backends.soft}>{text.of(count(done), count(total))}</span>}</p>
        <Progress value={total > 0 ? (done / total) * 100 : 100} animated={total === 0 || done === 0} aria-label={text.progress} />
      </div>
    </Section>
  );
}

function Built({ set, manifest }: { set: DataSet; manifest: DataSetManifest }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { taint } = set;
  const marked = manifest.marked.map(({ mark, turns }) => `${count(turns)} ${words.marks[mark]}`).join(', ');
  return (
    <>
      <p className={css.hero}>{heroOf(manifest)}</p>
      <p className={backends.stage}><StateMark state={set.state} /><span className={backends.soft}>{set.finishedAt && instant(set.finishedAt, timeZone)}</span></p>
      {taint && <p className={css.act} role="alert"><strong>{text.taintTitle}.</strong> {text.taint(count(taint.turns), taint.at && instant(taint.at, timeZone))}</p>}
      {marked && <p className={backends.look}><strong>{text.markedTitle}.</strong> {text.marked(marked)}</p>}
      {manifest.qualify < 50 && <p className={backends.look}>{manifest.qualify < 10 ? words.count.tooFew : words.count.few}</p>}
      <div className={css.two}>
        <Section title={text.parts}>
          <p className={manifest.leaks === 0 ? backends.note : css.act}>{text.leaks(count(manifest.leaks))}</p>
          <PartTable manifest={manifest} />
          <p className={`${backends.note} ${css.below}`}>{text.splitNote(count(manifest.alike))}</p>
        </Section>
        <Section title={words.count.caption}><ReasonTable counted={manifest} /></Section>
      </div>
      <EstimatePanel id={set.id} />
      <FileTable set={set} manifest={manifest} />
      <FineTunesOfDataSet id={set.id} />
      <Examples set={set} />
      <About set={set} manifest={manifest} />
    </>
  );
}

function About({ set: { filters, createdBy }, manifest }: { set: DataSet; manifest: DataSetManifest }): ReactNode {
  const { redacted, redactorVersion, builderVersion, sourcesSha256 } = manifest;
  const facts: [string, ReactNode][] = [
    [text.facts.method, words.methods[filters.method]], [text.facts.days, count(filters.days)], [text.facts.traffic, words.form.traffics[filters.traffic]], [text.facts.context, count(filters.context)],
    [text.facts.seed, filters.seed], [text.facts.by, createdBy], [text.facts.redactor, redactorVersion], [text.facts.builder, builderVersion],
    [text.facts.sources, <code key="sources" className={css.sha} title={sourcesSha256}>{middle(sourcesSha256, 20)}</code>], [text.facts.system, filters.systemPrompt === '' ? text.noSystem : <span key="system" className={backends.prose}>{filters.systemPrompt}</span>],
  ];
  return (
    <Section title={text.about}>
      <dl className={backends.facts}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>)}</dl>
      <p className={`${backends.told} ${css.below}`}>{text.redacted}: {redacted.length === 0 ? text.redactedNone : redacted.map(({ kind, count: times }) => `${count(times)} × [${kind.toUpperCase()}]`).join(', ')}</p>
      <p className={backends.note}>{text.redactedNote}</p>
    </Section>
  );
}
