import { createHash } from 'node:crypto';
import { TrainingProgress, TrainingReport } from '#contracts';
import { encoderName } from '#models';
import { Problem } from '#platform';
import { checkIntentWeights, loadIntentModel } from '#textmodels';
import { z } from 'zod';

/**
 * A trained model as a file: eight letters, a format version and the length of a JSON header (both u32, little-endian),
 * the header, and the artefact to the end.
 */
const LETTERS = Buffer.from('DUETMODL');
const FORMAT = 1;
const PREFIX_BYTES = LETTERS.length + 8;

/** What goes with a model, so that it can be judged and used elsewhere. No question and no answer is in it. */
const Header = z.object({
  /** The encoder that it was trained on top of. */
  encoder: z.string(),
  sha256: z.string(), workspaceName: z.string().max(200), runNumber: z.number().int(), seed: z.number().int(), trainedAt: z.iso.datetime(),
  report: TrainingReport, curve: TrainingProgress.shape.curve,
});
type Header = z.output<typeof Header>;

export interface ModelFile extends Omit<Header, 'sha256' | 'encoder'> {
  /** What `TextEngine.load` reads. */
  artefact: Uint8Array;
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function writeModelFile({ artefact, ...rest }: ModelFile): Uint8Array {
  const header = Buffer.from(JSON.stringify({ ...rest, encoder: encoderName, sha256: digestOf(artefact) } satisfies Header));
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32LE(FORMAT, 0);
  numbers.writeUInt32LE(header.length, 4);
  return Buffer.concat([LETTERS, numbers, header, artefact]);
}

/** @throws Problem `artefact_unreadable` with a sentence that says what is wrong */
export function readModelFile(file: Buffer): ModelFile & { labels: readonly string[] } {
  if (file.length < PREFIX_BYTES || !file.subarray(0, LETTERS.length).equals(LETTERS)) throw unreadable('It is not a model that Duet gave out.');
  const format = file.readUInt32LE(LETTERS.length);
  if (format !== FORMAT) throw unreadable(`It has format ${format}; this installation reads format ${FORMAT}.`);
  const bodyStart = PREFIX_BYTES + file.readUInt32LE(LETTERS.length + 4);
  if (bodyStart > file.length) throw unreadable('It is cut short.');
  const { encoder, sha256, ...header } = headerOf(file.subarray(PREFIX_BYTES, bodyStart));
  // A copy of its own: arrays are laid over it.
  const artefact = Uint8Array.from(file.subarray(bodyStart));
  if (digestOf(artefact) !== sha256 || header.report.artefactSha256 !== sha256) throw unreadable('It is damaged: its checksum is another one.');
  if (encoder !== encoderName) throw unreadable(`It was trained on the encoder ${encoder.slice(0, 60)}; here is ${encoderName}.`);
  return { ...header, artefact, labels: labelsOf(artefact) };
}

function headerOf(bytes: Buffer): Header {
  try {
    return Header.parse(JSON.parse(bytes.toString()));
  } catch (error) {
    throw unreadable('Its description cannot be read.', error);
  }
}

function labelsOf(artefact: Uint8Array): readonly string[] {
  try {
    const { weights, labels } = loadIntentModel(artefact);
    checkIntentWeights(weights);
    return labels;
  } catch (error) {
    throw unreadable(error instanceof RangeError ? `Its weights do not fit: ${error.message}.` : 'Its weights cannot be read.', error);
  }
}

const unreadable = (detail: string, cause?: unknown): Problem => new Problem('artefact_unreadable', { detail, cause });
