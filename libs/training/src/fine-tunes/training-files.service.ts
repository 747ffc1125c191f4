import { Injectable } from '@nestjs/common';
import { dataSetFormats, type DataSetFormat, type DataSetPart, type FileIssue, type FineTuneCapabilities } from '#contracts';
import { Problem } from '#platform';
import { checkFile } from '../data-sets/check/check-file.ts';
import { DataSetFiles } from '../data-sets/data-set-files.service.ts';
import type { FineTuneJobRow } from './fine-tune-job.entity.ts';
import type { Prepared } from './fine-tune-provider.ts';

const MOST_ISSUES = 50;
const dataSetMethods = { sft: 'answers', dpo: 'pairs', kto: 'thumbs' } as const;

/** The files of a job's data set, checked before they are sent or given out. */
@Injectable()
export class TrainingFiles {
  constructor(private readonly files: DataSetFiles) {}

  async content(job: FineTuneJobRow, format: DataSetFormat, part: DataSetPart): Promise<{ content: string; sha256: string }> {
    if (job.dataSetId === null) throw new Problem('not_found', { detail: 'The data set of this fine-tune is deleted.' });
    return this.files.file(job.workspaceId, { id: job.dataSetId, format, part });
  }

  /** Files of these forms, as far as the method has them, and what the provider would refuse. */
  async prepare(job: FineTuneJobRow, formats: readonly DataSetFormat[], { minExamples }: FineTuneCapabilities): Promise<Prepared> {
    const method = job.method === 'intents' ? 'answers' : dataSetMethods[job.method];
    const prepared: Prepared = { files: [], issues: [] };
    for (const format of formats.filter((one) => dataSetFormats[method].includes(one))) {
      for (const part of ['train', 'validation'] as const) {
        const { content, sha256 } = await this.content(job, format, part);
        const { lines, issues } = checkFile({ format, method, content });
        if (part === 'validation' && lines === 0) continue;
        prepared.files.push({ format, part, lines, bytes: Buffer.byteLength(content), sha256 });
        if (part === 'train' && lines < minExamples) prepared.issues.push(tooFew(lines, minExamples));
        prepared.issues.push(...issues.filter(({ code }) => part === 'train' || !ofSize.has(code)));
      }
    }
    const bySeverity = withoutRepetitions(prepared.issues).sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
    return { ...prepared, issues: bySeverity.slice(0, MOST_ISSUES) };
  }
}

/** Files of several forms hold the same examples, so that the same is wrong with each. */
const withoutRepetitions = (issues: readonly FileIssue[]): FileIssue[] =>
  [...new Map(issues.map((issue) => [`${issue.line} ${issue.code} ${issue.sentence}`, issue])).values()];

/** A validation file may be small. */
const ofSize = new Set(['too_few', 'few', 'empty_file']);

const tooFew = (lines: number, least: number): FileIssue => ({
  line: 0, code: 'too_few_for_provider', severity: 'error', sentence: `The training file has ${lines} ${lines === 1 ? 'example' : 'examples'}; this provider takes ${least} or more.`,
});
