import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { readEditToAnswer } from '#contracts';
import type { BackendVersion, EditToAnswer } from '#contracts';
import { useRead } from '../api.ts';
import { KindName } from '../backends/kind-name.tsx';
import { DataTable } from '../charts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { words } from './strings.ts';
import { toldTime } from './told-time.ts';
import css from './versions.module.css';

const text = words.time;
const LOOK_AGAIN_MS = 5_000;
type First = EditToAnswer['firstAnswers'][number];

const firstOf = ({ firstAnswers }: EditToAnswer, traffic: First['traffic']): First | undefined => firstAnswers.find((first) => first.traffic === traffic);

/** From the moment that the change begins with: asking for the training, where there was one. */
function told(edit: EditToAnswer, traffic: First['traffic']): ReactNode {
  const first = firstOf(edit, traffic);
  return first ? toldTime(first.afterTrainingAskedMs ?? first.afterSavingMs) : <span className={css.soft}>{text.none}</span>;
}

/** How soon this version answered somebody, beside the other backends. */
export function EditToAnswerSection({ version }: { version: BackendVersion }): ReactNode {
  const reading = useRead(readEditToAnswer, { id: version.id }, { refetchInterval: LOOK_AGAIN_MS });
  return (
    <Section title={text.title}>
      <Loaded reading={reading} skeleton={<CardSkeleton height={140} />}>
        {({ own, others }) => (
          <>
            {sentencesOf(own).map((sentence, at) => <p key={sentence} className={at === 0 ? css.hero : css.plain}>{sentence}</p>)}
            <DataTable
              caption={text.caption} rows={[own, ...others]} keyOf={({ backendVersionId }) => backendVersionId}
              columns={[
                { head: text.columns.backend, cell: ({ backendId, backendName, number }) => <Link className={`${css.link} ${css.clip}`} to={`/backends/${backendId}/versions/${number}`} title={backendName}>{text.version(backendName, number)}</Link> },
                { head: text.columns.kind, cell: ({ kind }) => <KindName kind={kind} /> },
                { head: text.columns.begins, cell: ({ trainingAskedAt }) => (trainingAskedAt === null ? text.saving : text.training) },
                { head: text.columns.preview, numeric: true, cell: (edit) => told(edit, 'preview') },
                { head: text.columns.replay, numeric: true, cell: (edit) => told(edit, 'replay') },
                { head: text.columns.live, numeric: true, cell: (edit) => told(edit, 'live') },
              ]}
            />
            <p className={`${css.note} ${css.apart}`}>{text.hint}</p>
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** The visitor's answer first: it is the one that counts. */
function sentencesOf(own: EditToAnswer): string[] {
  const live = firstOf(own, 'live');
  const first = live ?? own.firstAnswers[0];
  if (!first) return [text.notServed];
  const rest = own.firstAnswers.filter((one) => one !== first);
  return [sentenceOf(first), ...rest.map(sentenceOf), ...(first.afterTrainingAskedMs === null ? [] : [text.fromTraining(toldTime(first.afterTrainingAskedMs))])];
}

function sentenceOf({ traffic, afterSavingMs }: First): string {
  const time = toldTime(afterSavingMs);
  if (traffic === 'live') return text.live(time);
  return traffic === 'preview' ? text.preview(time) : text.other(text.traffic[traffic], time);
}
