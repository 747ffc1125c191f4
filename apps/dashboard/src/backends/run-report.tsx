import type { ReactNode } from 'react';
import type { TrainingReport, TrainingRun } from '#contracts';
import { count, percent, points } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { ConfusedPairs } from './confused-pairs.tsx';
import { RiskChart } from './risk-chart.tsx';
import { RunVersions } from './run-versions.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.report;
const MEGA = 1_000_000;
const pointsOf = (share: number): string => (share * 100).toFixed(1);

function factsOf(report: TrainingReport, seed: number): [string, ReactNode][] {
  const { mixture } = report;
  return [
    [text.accuracy, percent(report.testAccuracy)], [text.f1, percent(report.testMacroF1)], [text.frozen, percent(report.frozenAccuracy)],
    [text.calibration, text.calibrationValue(pointsOf(report.eceAfter), pointsOf(report.eceBefore), report.temperature.toFixed(2))],
    [text.train, text.questions(count(report.trainExamples))], [text.validation, text.questions(count(report.validationExamples))],
    [text.test, text.questions(count(report.testExamples))], [text.intents, count(report.intents)],
    [text.removed, text.removedValue(count(report.duplicatesRemoved), count(report.leaksRemoved))],
    [text.mixture, text.mixtureValue(percent(mixture.topLayer, 0), percent(mixture.ngrams, 0), percent(mixture.examples, 0))],
    [text.cpu, text.cpuSeconds(report.cpuSeconds.toFixed(1))], [text.size, text.megabytes((report.artefactBytes / MEGA).toFixed(1))], [text.seed, seed],
    [text.sha, <code key="sha" title={report.artefactSha256}>{report.artefactSha256.slice(0, 12)}</code>],
  ];
}

/** What the run achieved on questions that it had not seen. */
export function RunReport({ run, report }: { run: TrainingRun; report: TrainingReport }): ReactNode {
  return (
    <>
      <p className={css.hero}>
        {text.hero(percent(report.testAccuracy), count(report.testExamples), percent(report.frozenAccuracy), points(report.testAccuracy - report.frozenAccuracy))}
      </p>
      <Section title={text.versions}><RunVersions ids={run.backendVersionIds} /></Section>
      <Section title={text.numbers}><dl className={css.facts}>{factsOf(report, run.seed).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></Section>
      {report.riskCoverage.length > 0 && <RiskChart curve={report.riskCoverage} />}
      <ConfusedPairs pairs={report.confusedPairs} />
    </>
  );
}
