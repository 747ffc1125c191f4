import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BackendKind, TrainingRun } from '#contracts';
import { percent } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { AnswersChart } from './thresholds/answers-chart.tsx';
import { HandFields } from './thresholds/hand-fields.tsx';
import { readOff, type Choice, type ReadOff, type Thresholds } from './thresholds/read-off.ts';
import { ReadOffView } from './thresholds/read-off-view.tsx';
import { words } from './thresholds/strings.ts';
import { ThresholdsExplained } from './thresholds/thresholds-explained.tsx';
import { TargetField } from './thresholds/target-field.tsx';
import { inPercent, isTrained, standardThresholds, thresholdsFit, trainedKey, type VersionDraft } from './version-draft.ts';
import css from './backends.module.css';

interface Props {
  kind: BackendKind;
  runs: readonly TrainingRun[];
  draft: VersionDraft;
  onChange: (changes: Partial<VersionDraft>) => void;
}

const handOf = ({ answer, clarify }: VersionDraft): Thresholds => ({ answer: answer / 100, clarify: clarify / 100 });
const choiceOf = (draft: VersionDraft): Choice => (draft.byTarget ? { by: 'target', target: draft.target } : { by: 'hand', thresholds: handOf(draft) });

/** When the version answers, asks back or offers a person, and what comes of it. */
export function ThresholdFields(props: Props): ReactNode {
  const { draft } = props;
  if (draft.model === null) return <Section title={words.title}><p className={css.note}>{words.chooseModel}</p></Section>;
  return isTrained(draft.model) ? <TrainedThresholds {...props} /> : <PlainThresholds {...props} />;
}

/** Nothing is measured for these models: both numbers, and what they mean. */
function PlainThresholds({ draft, onChange }: Props): ReactNode {
  return (
    <Section title={words.title}>
      <div className={css.form}>
        <HandFields draft={draft} onChange={onChange} />
        {thresholdsFit(draft) && <ThresholdsExplained {...handOf(draft)} />}
      </div>
    </Section>
  );
}

/** By a wished share of right answers, or by hand; either way the training run tells what visitors will meet. */
function TrainedThresholds({ kind, runs, draft, onChange }: Props): ReactNode {
  const read = readOff(kind, runs.find(({ number }) => trainedKey(number) === draft.model), choiceOf(draft));
  const known = read.kind === 'read' && thresholdsFit(draft) ? read : null;
  // By hand goes on from where the target has led.
  const choose = (way: string) => onChange(way === 'hand' && known ? { byTarget: false, ...inPercent(known.thresholds) } : { byTarget: way === 'target' });
  return (
    <div className={css.charts}>
      <Section title={words.title}>
        <div className={css.form}>
          <SegmentedControl
            aria-label={words.how} value={draft.byTarget ? 'target' : 'hand'} onChange={choose} className={css.ways ?? ''}
            data={[{ value: 'target', label: words.ways.target }, { value: 'hand', label: words.ways.hand }]}
          />
          {draft.byTarget ? <TargetField target={draft.target} onChange={(target) => onChange({ target })} /> : <HandFields draft={draft} onChange={onChange} />}
          {known && <ThresholdsExplained {...known.thresholds} />}
          {known && <ReadOffView read={known} quotes={kind === 'hybrid' && draft.useKnowledge} />}
          {read.kind === 'missing' && <NotMeasured why={read.why} draft={draft} />}
        </div>
      </Section>
      {known && <AnswersChart approach={known.approach} heldOut={known.heldOut.questions} test={known.testQuestions} chosen={known} />}
    </div>
  );
}

function NotMeasured({ why, draft }: { why: Extract<ReadOff, { kind: 'missing' }>['why']; draft: VersionDraft }): ReactNode {
  const { answer, clarify } = standardThresholds;
  return (
    <>
      <p className={css.look} role="status">{words.missing[why]} {draft.byTarget && words.standard(percent(answer, 0), percent(clarify, 0))}</p>
      {!draft.byTarget && thresholdsFit(draft) && <ThresholdsExplained {...handOf(draft)} />}
    </>
  );
}
