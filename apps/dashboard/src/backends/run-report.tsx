import type { ReactNode } from 'react';
import type { TrainingReport, TrainingRun } from '#contracts';
import { count, percent, points } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { ConfusedPairs } from './confused-pairs.tsx';
import { Approaches } from './report/approaches.tsx';
import { words as reportWords } from './report/strings.ts';
import { RiskChart } from './risk-chart.tsx';
import { RunVersions } from './run-versions.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.report;
const MEGA = 1_000_000;
const pointsOf = (share: number): string => (share * 100).toFixed(1);

type Fact = [string, ReactNode];

function factsOf({ trainExamples, validationExamples, testExamples, heldOut, ...report }: TrainingReport, seed: number): Fact[] {
  const inTurns = heldOut && heldOut.folds > 1;
  return [
    [text.train, text.questions(count(trainExamples))],
    inTurns ? [reportWords.heldOut, reportWords.heldOutInTurns(count(heldOut.questions), heldOut.folds)]
      : heldOut ? [reportWords.heldOut, reportWords.heldOutOnce(count(heldOut.questions))] : [text.validation, text.questions(count(validationExamples))],
    [text.test, text.questions(count(testExamples))], [text.intents, count(report.intents)],
    [text.removed, text.removedValue(count(report.duplicatesRemoved), count(report.leaksRemoved))],
    ...(report.epochs ? [[reportWords.epochs, reportWords.epochsRun(report.epochs.run, report.epochs.planned)] satisfies Fact] : []),
    [text.cpu, text.cpuSeconds(report.cpuSeconds.toFixed(1))], [text.size, text.megabytes((report.artefactBytes / MEGA).toFixed(1))], [text.seed, seed],
    [text.sha, <code key="sha" title={report.artefactSha256}>{report.artefactSha256.slice(0, 12)}</code>],
  ];
}

/** What runs of earlier releases measured. */
function earlierFacts({ mixture, ...report }: TrainingReport): Fact[] {
  return [
    [text.accuracy, percent(report.testAccuracy)], [text.f1, percent(report.testMacroF1)], [text.frozen, percent(report.frozenAccuracy)],
    [text.calibration, text.calibrationValue(pointsOf(report.eceAfter), pointsOf(report.eceBefore), report.temperature.toFixed(2))],
    [text.mixture, text.mixtureValue(percent(mixture.topLayer, 0), percent(mixture.ngrams, 0), percent(mixture.examples, 0))],
  ];
}

function heroOf({ approaches, testAccuracy, testExamples, frozenAccuracy }: TrainingReport): string {
  const [questions, frozen] = [count(testExamples), percent(frozenAccuracy)];
  if (approaches) return reportWords.hero(percent(approaches.fineTuned.accuracy), percent(approaches.hybrid.accuracy), questions, frozen);
  return text.hero(percent(testAccuracy), questions, frozen, points(testAccuracy - frozenAccuracy));
}

/** What the run achieved on questions that it had not seen. */
export function RunReport({ run, report }: { run: TrainingRun; report: TrainingReport }): ReactNode {
  const { approaches, heldOut } = report;
  const facts = [...(approaches ? [] : earlierFacts(report)), ...factsOf(report, run.seed)];
  return (
    <>
      <p className={css.hero}>{heroOf(report)}</p>
      <Section title={text.versions}><RunVersions ids={run.backendVersionIds} /></Section>
      {approaches && heldOut ? <Approaches report={report} approaches={approaches} heldOut={heldOut.questions} /> : <Earlier report={report} />}
      <Section title={text.numbers}><dl className={css.facts}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></Section>
    </>
  );
}

function Earlier({ report: { riskCoverage, confusedPairs } }: { report: TrainingReport }): ReactNode {
  return (
    <>
      <p className={css.note}>{reportWords.earlier}</p>
      {riskCoverage.length > 0 && <RiskChart curve={riskCoverage} />}
      <ConfusedPairs pairs={confusedPairs} />
    </>
  );
}
