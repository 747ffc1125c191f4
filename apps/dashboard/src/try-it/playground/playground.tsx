import { Button, Checkbox, Progress } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useRuns } from '../../backends/use-runs.ts';
import { Empty } from '../../parts/empty.tsx';
import { downloadCsv } from '../../parts/download-csv.ts';
import { Section } from '../../parts/page-frame.tsx';
import { useQuestions } from '../../versions/use-questions.ts';
import { nextChoice } from '../chosen.ts';
import type { KnownVersion } from '../use-versions.ts';
import { ColumnHead } from './column-head.tsx';
import { MOST_PLAYED, nextDraft } from './columns.ts';
import { DraftDrawer } from './draft-drawer.tsx';
import { Grid } from './grid.tsx';
import { playedOf, taskOf } from './played.ts';
import { playgroundCsv } from './playground-csv.ts';
import { QuestionBar } from './question-bar.tsx';
import { SaveDraft } from './save-draft.tsx';
import { words } from './strings.ts';
import { useColumns } from './use-columns.ts';
import { usePlayground } from './use-playground.ts';
import css from './playground.module.css';

/** Columns of versions, models and drafts over rows of questions. */
export function Playground({ all }: { all: readonly KnownVersion[] }): ReactNode {
  const control = useColumns(all);
  const runs = useRuns().data?.items ?? [];
  const questions = useQuestions('playground');
  const playing = usePlayground();
  const [marked, setMarked] = useState(true);
  /** The column that is edited or saved. */
  const [open, setOpen] = useState<{ what: 'edit' | 'save'; at: number } | null>(null);
  const columns = playedOf(control, all, runs);
  const opened = open && columns[open.at];
  // Where every version stands already, one of them again, as a draft.
  const add = (): void => {
    const next = nextChoice(all, control.columns.map(({ versionId }) => versionId));
    const versionId = next ?? control.columns[0]?.versionId;
    if (versionId !== undefined) control.add({ versionId, model: null, draft: next === undefined ? nextDraft(control.columns) : null });
  };
  const tasks = questions.chosen.flatMap(({ text }) => columns.flatMap((played) => taskOf(played, text)));
  const missing = tasks.filter(({ asking, text }) => playing.outcomeOf(asking, text)?.state !== 'answered');
  const answered = tasks.length - missing.length;
  return (
    <>
      <div className={css.heads} role="group" aria-label={words.columns}>
        {columns.map((played) => <ColumnHead key={played.key} played={played} all={all} control={control} onEdit={() => setOpen({ what: 'edit', at: played.at })} onSave={() => setOpen({ what: 'save', at: played.at })} />)}
        {columns.length < MOST_PLAYED && <div className={css.adding}><Button variant="default" onClick={add}>{words.add}</Button></div>}
      </div>
      <Section title={words.questions}>
        <QuestionBar questions={questions} />
        {questions.chosen.length === 0 ? <Empty title={words.emptyTitle} text={words.empty} /> : (
          <>
            <div className={css.bar}>
              <Button disabled={playing.busy || tasks.length === 0} onClick={() => playing.run(missing.length > 0 ? missing : tasks)}>{missing.length > 0 ? words.run(missing.length) : words.runAgain}</Button>
              {playing.busy && <Button variant="default" onClick={playing.cancel}>{words.cancel}</Button>}
              <span role="status" className={css.soft}>{playing.busy ? words.progress(playing.done, playing.total) : tasks.length > 0 && missing.length === 0 && words.allThere}</span>
              <Checkbox label={words.diff} checked={marked} onChange={(event) => setMarked(event.currentTarget.checked)} />
              {answered > 0 && (
                <Button variant="default" onClick={() => downloadCsv(words.csvName, playgroundCsv(questions.chosen, columns.map(({ name, asking }) => ({ name, outcomeOf: ({ text }) => playing.outcomeOf(asking, text) }))))}>{words.csv}</Button>
              )}
            </div>
            {playing.busy && <Progress value={(playing.done / Math.max(1, playing.total)) * 100} aria-label={words.progress(playing.done, playing.total)} mb="md" />}
            <Grid columns={columns} questions={questions} playing={playing} marked={marked} />
          </>
        )}
      </Section>
      {open?.what === 'edit' && opened && <DraftDrawer key={open.at} played={opened} control={control} runs={runs} onClose={() => setOpen(null)} />}
      {open?.what === 'save' && opened && <SaveDraft played={opened} control={control} onClose={() => setOpen(null)} />}
    </>
  );
}
