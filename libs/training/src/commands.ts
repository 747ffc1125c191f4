import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { importExamples, readResults, readTrainingRun, startTraining, type ImportReport, type TrainingRun } from '#contracts';
import { OUT_OF_SCOPE, readLabelledFile } from '#knowledge';
import { WrongSetting, type Config } from '#platform';
import { fileArgument, numberOption, readArguments } from './command-line.ts';
import { resultsTable } from './results-table.ts';
import { drawRows, playReplay } from './replay.ts';
import { experimentForReplay, findSite } from './replay-target.ts';
import { terminalProgress } from './terminal-progress.ts';

const LOOK_EVERY_MS = 500;
const SHOWN_REJECTIONS = 20;

/** `npx duet import <file> [--part train|test]` */
export async function importCommand(args: string[], config: Config): Promise<void> {
  const { values, positionals, server } = readArguments(args, config, { part: { type: 'string' } });
  const part = values.part ?? 'train';
  if (part !== 'train' && part !== 'test') throw new WrongSetting('--part is train or test.');
  const content = await contentOf(fileArgument(positionals));
  console.log(asText(await server.call(importExamples, { content, part })));
}

function asText({ imported, duplicates, newIntents, rejected, rejectedTotal }: ImportReport): string {
  const lines = rejected.slice(0, SHOWN_REJECTIONS).map(({ line, reason, text }) => `  line ${line} ${reason}: ${text.slice(0, 60)}`);
  const more = rejectedTotal - lines.length;
  return [
    `${imported} questions imported, ${duplicates} known already, ${newIntents} new intents, ${rejectedTotal} lines rejected.`,
    ...lines, ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}

/** `npx duet train [--seed n] [--backend id ...] [--note text] [--search trials] [--minutes n]` */
export async function trainCommand(args: string[], config: Config): Promise<void> {
  const { values, server } = readArguments(args, config, {
    seed: { type: 'string' }, note: { type: 'string' }, backend: { type: 'string', multiple: true }, search: { type: 'string' }, minutes: { type: 'string' },
  });
  const seed = numberOption('seed', values.seed, 1, { from: 0, to: 2 ** 31 });
  let run = await server.call(startTraining, { seed, note: values.note ?? '', backendIds: values.backend ?? [], search: searchOf(values) });
  const progress = terminalProgress(`Training run ${run.number}`);
  while (run.state === 'queued' || run.state === 'running') {
    progress.show(run.progress.fraction, describeProgress(run));
    await wait(LOOK_EVERY_MS);
    run = await server.call(readTrainingRun, { id: run.id });
  }
  if (run.state === 'succeeded') progress.show(1, 'done');
  progress.done();
  console.log(outcomeOf(run));
  if (run.state !== 'succeeded') process.exitCode = 1;
}

function searchOf({ search, minutes }: { search?: string; minutes?: string }): { trials: number; cpuMinutes: number | null } | null {
  if (search === undefined) return null;
  return {
    trials: numberOption('search', search, 16, { from: 3, to: 60 }),
    cpuMinutes: minutes === undefined ? null : numberOption('minutes', minutes, 10, { from: 0.1, to: 600, whole: false }),
  };
}

function describeProgress({ progress: { stage, epoch, epochs, etaSeconds, search } }: TrainingRun): string {
  const where = stage === 'searching' && search ? `trial ${search.trial} of ${search.trials}, best ${(search.best * 100).toFixed(1)} %` : stage === 'top_layer' ? `epoch ${epoch} of ${epochs}` : stage.replace('_', ' ');
  return etaSeconds === null ? where : `${where}, about ${Math.ceil(etaSeconds)} s left`;
}

function outcomeOf({ number, state, errorCode, report, backendVersionIds }: TrainingRun): string {
  if (!report) return `Run ${number} ${state}${errorCode === null ? '' : ` (${errorCode})`}.`;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return [
    `Run ${number}: ${report.trainExamples} questions of ${report.intents} intents, tested on ${report.testExamples}.`,
    `  accuracy ${percent(report.testAccuracy)} (frozen encoder ${percent(report.frozenAccuracy)}), macro-F1 ${percent(report.testMacroF1)}`,
    `  calibration error ${percent(report.eceBefore)} before, ${percent(report.eceAfter)} after; ${report.cpuSeconds.toFixed(1)} CPU-s; ${(report.artefactBytes / 1e6).toFixed(1)} MB`,
    `  model embedded/intent@${number}, ${backendVersionIds.length} backend versions saved`,
  ].join('\n');
}

/** `npx duet replay <file> [--site id] [--paired] [--rated-share x] [--seed n] [--concurrency n] [--limit n]` */
export async function replayCommand(args: string[], config: Config): Promise<void> {
  const { values, positionals, server } = readArguments(args, config, {
    site: { type: 'string' }, paired: { type: 'boolean' }, 'rated-share': { type: 'string' }, seed: { type: 'string' }, concurrency: { type: 'string' }, limit: { type: 'string' },
  });
  const whole = { from: 1, to: 1_000_000 };
  const { lines, rejected } = await readLabelledFile(await contentOf(fileArgument(positionals)));
  const seed = numberOption('seed', values.seed, 1, { from: 0, to: 2 ** 31 });
  const rows = drawRows(lines.map(({ text, intent }) => ({ text, expected: intent ?? OUT_OF_SCOPE })), numberOption('limit', values.limit, whole.to, whole), seed);
  if (rejected.length > 0) console.error(`${rejected.length} lines of the file cannot be used; the first: line ${rejected[0]!.line} ${rejected[0]!.reason}.`);
  const site = await findSite(server.call, values.site);
  const experiment = await experimentForReplay(server.call, site.id);
  if (values.paired && !experiment) throw new WrongSetting(`--paired needs a running experiment on "${site.name}".`);
  const progress = terminalProgress('Replaying');
  const tally = await playReplay({ ...server, siteKey: site.publicKey }, {
    rows, variantIds: values.paired ? experiment!.variants.map(({ id }) => id) : [],
    ratedShare: numberOption('rated-share', values['rated-share'], 0.6, { from: 0, to: 1, whole: false }),
    seed,
    concurrency: numberOption('concurrency', values.concurrency, 8, { from: 1, to: 200 }),
  }, (done, total) => progress.show(total === 0 ? 1 : done / total, `${done} of ${total}`));
  progress.done();
  console.log(`${tally.played} conversations played on "${site.name}", ${tally.rated} rated, ${tally.handOvers} asked for a person, ${tally.unanswered} got no answer, ${tally.failed} failed${tally.firstFault === null ? '.' : `: ${tally.firstFault}`}`);
  if (experiment) console.log(resultsTable(await server.call(readResults, { id: experiment.id })));
  if (tally.failed + tally.unanswered > 0) process.exitCode = 1;
}

async function contentOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WrongSetting(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${error.message}`);
  });
}
