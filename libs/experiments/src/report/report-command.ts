import { readFile } from 'node:fs/promises';
import { Report } from '#contracts';
import type { DrawnUnit } from './draw-again.ts';
import { drawText } from './draw-text.ts';
import { checkReport, type CheckedReport } from './report.ts';
import { outcomeText, reportText } from './report-text.ts';

/** A file that cannot be checked at all, with a sentence that says why. */
export class UnreadableReport extends Error {}

/** Whom to draw again beside it. */
export interface AskedUnit {
  unit?: string | undefined;
  /** Where the unit is not the visitor: whose it is. */
  visitor?: string | undefined;
}

/**
 * `npx duet report <file>`: computes a report's numbers again, without a database or a server, and says whether they are
 * the same. The exit code is 1 when they are not. With `--unit` it says what that unit draws in place of the numbers.
 *
 * @throws UnreadableReport when there is no such file, it is no report, or it does not say how units are drawn
 */
export async function reportCommand(file: string, asked: AskedUnit = {}): Promise<void> {
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableReport(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${error.message}`);
  });
  const { report, filed } = parseReport(content, file);
  const checked = checkedOr(report, filed, file);
  console.log(asked.unit === undefined ? reportText(report, checked) : `${drawnOf(report, file, { ...asked, unit: asked.unit })}\n\n${outcomeText(report, checked)}`);
  if (!checked.digestHolds || checked.differing.length > 0) process.exitCode = 1;
}

/** @throws UnreadableReport when the file is of before the draw was kept, or holds an impossible one */
export function drawnOf({ evidence }: Pick<Report, 'evidence'>, file: string, { unit, visitor }: { unit: string; visitor?: string | undefined }): string {
  const { assignment, experiment } = evidence;
  if (!assignment) throw new UnreadableReport(`${file} does not say how visitors were drawn: it is of a release before that was kept.`);
  const own = experiment.unit === 'visitor' && !assignment.growthbook ? unit : undefined;
  const drawn: DrawnUnit = { unit: assignment.growthbook ? unit : asStored(unit), visitor: asStored(visitor ?? own ?? '') || null };
  return possible(file, () => drawText(evidence, assignment, drawn));
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Ids are drawn as the database writes them. */
const asStored = (id: string): string => (UUID.test(id) ? id.toLowerCase() : id);

/** @throws UnreadableReport naming the line or the field */
export function parseReport(content: string, file: string): { report: Report; filed: unknown } {
  const value = parseJson(content, file);
  const parsed = Report.safeParse(value);
  if (parsed.success) return { report: parsed.data, filed: (value as { analysis: unknown }).analysis };
  const [issue] = parsed.error.issues;
  throw new UnreadableReport(`${file} is no report: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unknown'}.`);
}

function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    const said = (error as Error).message;
    const position = /at position (\d+)/.exec(said)?.[1];
    const line = content.slice(0, position === undefined ? content.length : Number(position)).split('\n').length;
    throw new UnreadableReport(`${file} is not JSON, line ${line}: ${said}`);
  }
}

function checkedOr(report: Report, filed: unknown, file: string): CheckedReport {
  return possible(file, () => checkReport(report, filed));
}

function possible<T>(file: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableReport(`${file} holds evidence that is impossible: ${error.message}.`);
    throw error;
  }
}
