import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MOST_MODEL_BYTES, exportModel, importModel, listTrainingRuns } from '#contracts';
import { WrongSetting, type Config } from '#platform';
import { fileArgument, readArguments, type Server } from './command-line.ts';
import { digestOf } from './model-file.ts';

/** `npx duet model export <run> [--out file]`, `npx duet model import <file> [--note text]` */
export async function modelCommand(args: string[], config: Config): Promise<void> {
  const { values, positionals: [verb, ...rest], server } = readArguments(args, config, { out: { type: 'string' }, note: { type: 'string' } });
  if (verb === 'export') return writeModel(server, rest, values.out);
  if (verb === 'import') return takeModel(server, fileArgument(rest), values.note ?? '');
  throw new WrongSetting('Say "npx duet model export <run>" or "npx duet model import <file>".');
}

async function writeModel({ call }: Server, [number, ...more]: readonly string[], out?: string): Promise<void> {
  if (number === undefined || more.length > 0) throw new WrongSetting('Name one training run by its number.');
  const run = (await call(listTrainingRuns, {})).items.find((one) => String(one.number) === number);
  if (!run) throw new WrongSetting(`There is no training run ${number}.`);
  const bytes = await call(exportModel, { id: run.id });
  const file = out ?? `duet-run-${number}.duetmodel`;
  await writeFile(file, bytes, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new WrongSetting(error.code === 'EEXIST' ? `${file} exists already. Name another file with --out.` : `${file} cannot be written: ${error.message}`);
  });
  console.log(`${file}: ${(bytes.length / 1e6).toFixed(1)} MB, SHA-256 ${digestOf(bytes)}`);
}

async function takeModel({ call }: Server, file: string, note: string): Promise<void> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new WrongSetting(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${error.message}`);
  });
  if (bytes.length > MOST_MODEL_BYTES) throw new WrongSetting(`${file} is larger than ${MOST_MODEL_BYTES / 1e6} MB.`);
  const { number, imported } = await call(importModel, { fileName: path.basename(file), note, content: bytes.toString('base64') });
  const unknown = imported?.unknownIntents ?? [];
  console.log(`Imported as run ${number}: model embedded/intent@${number}.${unknown.length > 0 ? ` Intents that are not in this workspace: ${unknown.join(', ')}.` : ''}`);
}
