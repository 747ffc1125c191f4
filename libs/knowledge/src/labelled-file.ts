import { checkLine, type LabelledLine } from './check-line.ts';
import { readImport, type Rejected } from './import-lines.ts';

/** The lines of a file that can be used, and what is wrong with the others. @throws Problem `import_unreadable` */
export async function readLabelledFile(content: string): Promise<{ lines: LabelledLine[]; rejected: Rejected[] }> {
  const lines: LabelledLine[] = [];
  const rejected: Rejected[] = [];
  await readImport(content, (line) => {
    const checked = checkLine(line);
    if (typeof checked !== 'string') lines.push(checked);
    else rejected.push({ line: line.line, reason: checked, text: typeof line.text === 'string' ? line.text : '' });
  }, (one) => rejected.push(one));
  return { lines, rejected };
}
